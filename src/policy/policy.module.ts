import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { AdoptPolicy } from './commands/adopt-policy.js';
import { PolicyPreviews } from './policy-preview.js';
import { policyReads } from './policy.reads.js';

@Module(
  featureOf({
    tag: 'policy',
    commands: [AdoptPolicy],
    reads: policyReads,
    providers: [PolicyPreviews],
  }),
)
export class PolicyModule {}
