import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { DeclareConflict } from './commands/declare-conflict.js';
import { RetractConflict } from './commands/retract-conflict.js';
import { SubmitVerdict } from './commands/submit-verdict.js';
import { WithdrawVerdict } from './commands/withdraw-verdict.js';
import { reviewReads } from './reviews.reads.js';

@Module(
  featureOf({
    tag: 'review',
    commands: [SubmitVerdict, WithdrawVerdict, DeclareConflict, RetractConflict],
    reads: reviewReads,
  }),
)
export class ReviewsModule {}
