import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { relationDecider } from '../relation.decider.js';

export class UnrelateClaims extends Command<WriteAnswer> {
  constructor(
    readonly claimId: string,
    readonly relationId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(UnrelateClaims)
export class UnrelateClaimsHandler implements ICommandHandler<UnrelateClaims> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ claimId, relationId, reason, context }: UnrelateClaims): Promise<WriteAnswer> {
    const stream = `claim-${claimId}`;
    const outcome = await this.runner.run({
      decider: relationDecider,
      stream,
      context,
      content: { name: 'UnrelateClaims', relationId, reason },
      command: async () => ({
        type: 'UnrelateClaims' as const,
        relationId,
        reason,
        actor: context.actor,
        relatedBy: await this.runner.load(whoRecorded(relationId), stream),
      }),
    });
    return writeAnswer(relationId, outcome);
  }
}

/** The member stands in the event's metadata, which a decider does not see. */
function whoRecorded(relationId: string) {
  return {
    initial: undefined,
    evolve: (before: string | undefined, event: RecordedLedgerEvent): string | undefined =>
      event.type === 'ClaimRelated' && event.data.relationId === relationId
        ? event.metadata.actor.id
        : before,
  };
}
