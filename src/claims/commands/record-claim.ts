import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { ClaimData } from '../../../events/claim/claim-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { claimDecider } from '../claim.decider.js';

/** A claim as a member puts it down. */
export type ClaimContent = Omit<ClaimData, 'recordedBy' | 'topics'> & { topics?: string[] };

export class RecordClaim extends Command<WriteAnswer> {
  constructor(
    readonly content: ClaimContent,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RecordClaim)
export class RecordClaimHandler implements ICommandHandler<RecordClaim> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ content, context }: RecordClaim): Promise<WriteAnswer> {
    const id = derivedId(context.commandId, 'claim');
    const outcome = await this.runner.run({
      decider: claimDecider,
      stream: `claim-${id}`,
      begins: true,
      context,
      content: { name: 'RecordClaim', content },
      command: () => ({
        type: 'RecordClaim' as const,
        claim: claimOf(content, context.actor.id),
      }),
    });
    return writeAnswer(id, outcome);
  }
}

export function claimOf(content: ClaimContent, recordedBy: string): ClaimData {
  return { ...content, topics: [...new Set(content.topics)], recordedBy };
}
