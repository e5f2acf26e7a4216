import { Module } from '@nestjs/common';

import { ClaimsController } from './claims.controller.js';
import { RecordClaimHandler } from './commands/record-claim.js';
import { WithdrawClaimHandler } from './commands/withdraw-claim.js';
import { GetClaimHandler, ListClaimsHandler } from './queries/claim-queries.js';

@Module({
  controllers: [ClaimsController],
  providers: [RecordClaimHandler, WithdrawClaimHandler, GetClaimHandler, ListClaimsHandler],
})
export class ClaimsModule {}
