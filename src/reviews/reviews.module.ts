import { Module } from '@nestjs/common';

import { DeclareConflictHandler } from './commands/declare-conflict.js';
import { SubmitVerdictHandler } from './commands/submit-verdict.js';
import { WithdrawVerdictHandler } from './commands/withdraw-verdict.js';
import { GetVerdictHandler, ListVerdictsHandler } from './queries/verdict-queries.js';
import { ReviewsController } from './reviews.controller.js';

@Module({
  controllers: [ReviewsController],
  providers: [
    SubmitVerdictHandler,
    WithdrawVerdictHandler,
    DeclareConflictHandler,
    GetVerdictHandler,
    ListVerdictsHandler,
  ],
})
export class ReviewsModule {}
