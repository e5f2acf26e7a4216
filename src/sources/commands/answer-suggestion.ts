import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { DerivationKind, SharedPassages } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { resemblanceOf } from '../../snapshots/shared-passages.js';
import { derivationDecider } from '../derivation.decider.js';
import { sourceDecider, type SourceState } from '../source.decider.js';

/** A member says that a suggestion is right, and in what way the one source draws on the other. */
export class AcceptSuggestion extends Command<WriteAnswer> {
  constructor(
    readonly sourceId: string,
    readonly from: string,
    readonly kind: DerivationKind,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AcceptSuggestion)
export class AcceptSuggestionHandler implements ICommandHandler<AcceptSuggestion> {
  constructor(private readonly runner: CommandRunner) {}

  async execute(acceptance: AcceptSuggestion): Promise<WriteAnswer> {
    const { sourceId, from, kind, context } = acceptance;
    const derivationId = derivedId(context.commandId, 'derivation');
    const outcome = await this.runner.run({
      decider: derivationDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'AcceptSuggestion', from, kind },
      command: async ({ state }) => ({
        type: 'AcceptSuggestion' as const,
        derivationId,
        sourceId,
        from,
        kind,
        declaredBy: context.actor.id,
        shared: await sharedWith(this.runner, state, sourceId, from),
      }),
    });
    return writeAnswer(derivationId, outcome);
  }
}

/** A member says that a source does not draw on the one that it shares passages with. */
export class DismissSuggestion extends Command<WriteAnswer> {
  constructor(
    readonly sourceId: string,
    readonly from: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DismissSuggestion)
export class DismissSuggestionHandler implements ICommandHandler<DismissSuggestion> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ sourceId, from, reason, context }: DismissSuggestion): Promise<WriteAnswer> {
    const outcome = await this.runner.run({
      decider: derivationDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'DismissSuggestion', from, reason },
      command: async ({ state }) => ({
        type: 'DismissSuggestion' as const,
        from,
        reason,
        shared: await sharedWith(this.runner, state, sourceId, from),
      }),
    });
    return writeAnswer(sourceId, outcome);
  }
}

/** What the sketches in both streams tell; nothing that the client says, and nothing of the views. */
async function sharedWith(
  runner: CommandRunner,
  { snapshots }: SourceState,
  sourceId: string,
  from: string,
): Promise<SharedPassages | undefined> {
  if (from === sourceId) return undefined;
  const other = await runner.load(sourceDecider, `source-${from}`);
  return resemblanceOf(snapshots, other.snapshots)?.shared;
}
