import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { citationReads } from './citations.reads.js';
import { AddCitation } from './commands/add-citation.js';
import { RetractCitation } from './commands/retract-citation.js';

@Module(
  featureOf({ tag: 'citations', commands: [AddCitation, RetractCitation], reads: citationReads }),
)
export class CitationsModule {}
