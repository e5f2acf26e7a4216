import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { EventOf } from '../../../events/define.js';
import type { DomainEvent } from '../../../events/envelope.js';
import type {
  SnapshotTextTaken,
  SourceEvent,
  TextTakenData,
} from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRefusedError } from '../../deciding/command-refused.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { accept, type Decision } from '../../deciding/decision.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { SnapshotTexts } from '../../snapshots/snapshot-texts.js';
import { toldOf, type ToldText } from '../captured.js';
import { CAPTURE_UNKNOWN, SOURCE_UNKNOWN, sourceDecider } from '../source.decider.js';

export interface TextTaken extends WriteAnswer, ToldText {
  readonly capture: number;
  readonly sha256: string;
  readonly changed: boolean;
}

/** Takes the text of a capture out anew, as this release reads it. */
export class TakeText extends Command<TextTaken> {
  constructor(
    readonly sourceId: string,
    readonly capture: number,
    /** Nothing is recorded. */
    readonly dryRun: boolean,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(TakeText)
export class TakeTextHandler implements ICommandHandler<TakeText> {
  constructor(
    private readonly runner: CommandRunner,
    private readonly texts: SnapshotTexts,
  ) {}

  async execute({ sourceId, capture, dryRun, context }: TakeText): Promise<TextTaken> {
    const stream = `source-${sourceId}`;
    let anew: Pick<TextTakenData, 'text' | 'sketch'> | undefined;
    let seen: Decision<SourceEvent> | undefined;
    const looking: typeof sourceDecider = {
      ...sourceDecider,
      decide(command, state) {
        seen = sourceDecider.decide(command, state);
        return 'refusal' in seen ? seen : accept();
      },
    };
    const outcome = await this.runner.run({
      decider: dryRun ? looking : sourceDecider,
      stream,
      context,
      content: { name: 'TakeText', capture },
      command: async ({ state }) => {
        if (!state.description) throw new CommandRefusedError(SOURCE_UNKNOWN);
        const captured = state.snapshots[capture - 1];
        if (!captured) throw new CommandRefusedError(CAPTURE_UNKNOWN);
        // A race that was lost is no reason to read again.
        anew ??= await this.texts.takeAnew(captured, { dryRun });
        return { type: 'TakeText' as const, capture, ...anew };
      },
    });
    const events = seen && 'events' in seen ? seen.events : outcome.events;
    const taken = events.find(isTextTaken)?.data;
    const { snapshots } = await this.runner.load(sourceDecider, stream, outcome.revision);
    const { sha256, text } = taken ?? snapshots[capture - 1]!;
    return {
      ...writeAnswer(sourceId, outcome),
      capture,
      sha256,
      changed: taken !== undefined,
      ...toldOf(text),
    };
  }
}

function isTextTaken(event: DomainEvent): event is EventOf<typeof SnapshotTextTaken> {
  return event.type === 'SnapshotTextTaken';
}
