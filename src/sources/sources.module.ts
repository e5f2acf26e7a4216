import { Module } from '@nestjs/common';

import { AmendSourceHandler } from './commands/amend-source.js';
import { CapturesController } from './captures.controller.js';
import { CaptureByUrlHandler } from './commands/capture-by-url.js';
import { AcceptSuggestionHandler, DismissSuggestionHandler } from './commands/answer-suggestion.js';
import { CaptureSnapshotHandler } from './commands/capture-snapshot.js';
import { DeclareDerivationHandler } from './commands/declare-derivation.js';
import { RegisterSourceHandler } from './commands/register-source.js';
import { RetractDerivationHandler } from './commands/retract-derivation.js';
import { TakeTextHandler } from './commands/take-text.js';
import { WithdrawSourceHandler } from './commands/withdraw-source.js';
import { DerivationsController } from './derivations.controller.js';
import {
  GetDerivationHandler,
  ListDerivationsHandler,
  ListSuggestionsHandler,
} from './queries/derivation-queries.js';
import {
  GetCitedPassageHandler,
  GetCitedSnapshotHandler,
  GetSnapshotHandler,
  GetSourceHandler,
  ListSourcesHandler,
} from './queries/source-queries.js';
import { SnapshotsController } from './snapshots.controller.js';
import { SourcesController } from './sources.controller.js';

@Module({
  controllers: [SourcesController, SnapshotsController, CapturesController, DerivationsController],
  providers: [
    RegisterSourceHandler,
    AmendSourceHandler,
    CaptureSnapshotHandler,
    CaptureByUrlHandler,
    TakeTextHandler,
    WithdrawSourceHandler,
    GetSourceHandler,
    ListSourcesHandler,
    GetSnapshotHandler,
    GetCitedPassageHandler,
    GetCitedSnapshotHandler,
    DeclareDerivationHandler,
    RetractDerivationHandler,
    AcceptSuggestionHandler,
    DismissSuggestionHandler,
    GetDerivationHandler,
    ListDerivationsHandler,
    ListSuggestionsHandler,
  ],
})
export class SourcesModule {}
