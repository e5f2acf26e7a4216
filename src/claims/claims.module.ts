import { Module } from '@nestjs/common';

import { ClaimsController } from './claims.controller.js';
import { CheckClaimHandler } from './commands/check-claim.js';
import { RecordClaimHandler } from './commands/record-claim.js';
import { RelateClaimsHandler } from './commands/relate-claims.js';
import { UnrelateClaimsHandler } from './commands/unrelate-claims.js';
import { WithdrawClaimHandler } from './commands/withdraw-claim.js';
import { NearDuplicates } from './near-duplicates.js';
import {
  FindSimilarHandler,
  GetClaimHandler,
  ListClaimsHandler,
  ListRelationsHandler,
  ListSimilarHandler,
} from './queries/claim-queries.js';
import { RelationsController } from './relations.controller.js';

@Module({
  controllers: [ClaimsController, RelationsController],
  providers: [
    RecordClaimHandler,
    CheckClaimHandler,
    WithdrawClaimHandler,
    RelateClaimsHandler,
    UnrelateClaimsHandler,
    NearDuplicates,
    GetClaimHandler,
    ListClaimsHandler,
    ListRelationsHandler,
    FindSimilarHandler,
    ListSimilarHandler,
  ],
})
export class ClaimsModule {}
