import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { DeclareConflict } from './commands/declare-conflict.js';
import { SubmitVerdict } from './commands/submit-verdict.js';
import { WithdrawVerdict } from './commands/withdraw-verdict.js';
import { reviewReads } from './reviews.reads.js';

@Module(
  featureOf({
    tag: 'review',
    commands: [SubmitVerdict, WithdrawVerdict, DeclareConflict],
    reads: reviewReads,
  }),
)
export class ReviewsModule {}
