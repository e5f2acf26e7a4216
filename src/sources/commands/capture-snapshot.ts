import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { createHash } from 'node:crypto';

import type { SnapshotData } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { recordedIn, writeAnswer, type Outcome } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { SOURCE_UNKNOWN, sourceDecider } from '../source.decider.js';

export interface SnapshotAnswer extends WriteAnswer {
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** Unicode code points of its text; null where it carries none, and then `reason` says why. */
  readonly characters: number | null;
  readonly reason: string | null;
}

export class CaptureSnapshot extends Command<SnapshotAnswer> {
  constructor(
    readonly sourceId: string,
    readonly bytes: Buffer,
    readonly mediaType: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

/** The bytes are on disk before the event that names them is recorded. */
@CommandHandler(CaptureSnapshot)
export class CaptureSnapshotHandler implements ICommandHandler<CaptureSnapshot> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly snapshots: SnapshotTexts,
  ) {}

  async execute(command: CaptureSnapshot): Promise<SnapshotAnswer> {
    const { sourceId, bytes, mediaType, context } = command;
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    let known: SnapshotData | undefined;
    const outcome = await this.runner.run({
      decider: sourceDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'CaptureSnapshot', sha256, mediaType },
      command: async ({ state }) => {
        if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
        known = state.snapshots.find((snapshot) => snapshot.sha256 === sha256);
        const snapshot = known ?? (await this.snapshots.capture(bytes, mediaType));
        return { type: 'CaptureSnapshot' as const, snapshot };
      },
    });
    return snapshotAnswer(sourceId, outcome, known);
  }
}

/** @param known the snapshot, where the source had it already */
export function snapshotAnswer(
  sourceId: string,
  outcome: Outcome,
  known: SnapshotData | undefined,
): SnapshotAnswer {
  const captured = recordedIn(outcome, 'SnapshotCaptured') ?? known;
  if (!captured) throw new Error('the snapshot is neither recorded nor known');
  const { sha256, bytes, mediaType, text } = captured;
  const extracted = 'reason' in text ? undefined : text;
  return {
    ...writeAnswer(sourceId, outcome),
    sha256,
    bytes,
    mediaType,
    characters: extracted ? extracted.characters : null,
    reason: 'reason' in text ? text.reason : null,
  };
}
