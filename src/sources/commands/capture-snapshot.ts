import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SnapshotData } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { sha256Of } from '../../snapshots/sha256.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import type { Captured } from '../captured.js';
import { SOURCE_UNKNOWN, SOURCE_WITHDRAWN, sourceDecider } from '../source.decider.js';
import { capturedBy, capturing } from './capturing.js';

export class CaptureSnapshot extends Command<Captured> {
  constructor(
    readonly sourceId: string,
    readonly bytes: Buffer,
    /** As the sender named it. */
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
    private readonly texts: SnapshotTexts,
  ) {}

  async execute({ sourceId, bytes, mediaType, context }: CaptureSnapshot): Promise<Captured> {
    let snapshot: SnapshotData | undefined;
    const outcome = await this.runner.run({
      decider: sourceDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'CaptureSnapshot', sha256: sha256Of(bytes), mediaType },
      command: async ({ state }) => {
        if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
        if (state.withdrawn) throw new CommandRefusedError(SOURCE_WITHDRAWN);
        snapshot = await capturing(this.texts, bytes, mediaType, state.snapshots);
        return { type: 'CaptureSnapshot' as const, snapshot };
      },
    });
    return capturedBy(this.runner, sourceId, outcome, snapshot);
  }
}
