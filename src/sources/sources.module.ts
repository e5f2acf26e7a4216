import { Module } from '@nestjs/common';

import { AmendSourceHandler } from './commands/amend-source.js';
import { CapturesController } from './captures.controller.js';
import { CaptureByUrlHandler } from './commands/capture-by-url.js';
import { CaptureSnapshotHandler } from './commands/capture-snapshot.js';
import { RegisterSourceHandler } from './commands/register-source.js';
import { WithdrawSourceHandler } from './commands/withdraw-source.js';
import {
  GetCitedPassageHandler,
  GetSnapshotHandler,
  GetSourceHandler,
  ListSourcesHandler,
} from './queries/source-queries.js';
import { SnapshotsController } from './snapshots.controller.js';
import { SourcesController } from './sources.controller.js';

@Module({
  controllers: [SourcesController, SnapshotsController, CapturesController],
  providers: [
    RegisterSourceHandler,
    AmendSourceHandler,
    CaptureSnapshotHandler,
    CaptureByUrlHandler,
    WithdrawSourceHandler,
    GetSourceHandler,
    ListSourcesHandler,
    GetSnapshotHandler,
    GetCitedPassageHandler,
  ],
})
export class SourcesModule {}
