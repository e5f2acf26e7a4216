import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { AmendSource } from './commands/amend-source.js';
import { AcceptSuggestion, DismissSuggestion } from './commands/answer-suggestion.js';
import { CaptureByUrl } from './commands/capture-by-url.js';
import { CaptureSnapshot } from './commands/capture-snapshot.js';
import { DeclareDerivation } from './commands/declare-derivation.js';
import { RegisterSource } from './commands/register-source.js';
import { RetractDerivation } from './commands/retract-derivation.js';
import { TakeText } from './commands/take-text.js';
import { WithdrawSource } from './commands/withdraw-source.js';
import { SnapshotsController } from './snapshots.controller.js';
import { sourceReads } from './sources.reads.js';

@Module(
  featureOf({
    tag: 'sources',
    commands: [
      RegisterSource,
      AmendSource,
      CaptureSnapshot,
      CaptureByUrl,
      TakeText,
      WithdrawSource,
      DeclareDerivation,
      RetractDerivation,
      AcceptSuggestion,
      DismissSuggestion,
    ],
    reads: sourceReads,
    controllers: [SnapshotsController],
  }),
)
export class SourcesModule {}
