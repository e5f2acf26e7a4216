import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { ClaimsController } from './claims.controller.js';
import { claimReads } from './claims.reads.js';
import { RecordClaim } from './commands/record-claim.js';
import { RelateClaims } from './commands/relate-claims.js';
import { UnrelateClaims } from './commands/unrelate-claims.js';
import { WithdrawClaim } from './commands/withdraw-claim.js';
import { NearDuplicates } from './near-duplicates.js';

@Module(
  featureOf({
    tag: 'claims',
    commands: [RecordClaim, WithdrawClaim, RelateClaims, UnrelateClaims],
    reads: claimReads,
    controllers: [ClaimsController],
    providers: [NearDuplicates],
  }),
)
export class ClaimsModule {}
