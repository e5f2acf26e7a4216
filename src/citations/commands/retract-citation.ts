import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { reviewingFacts } from '../../reviews/reviewing-facts.js';
import { citationDecider } from '../citation.decider.js';

export class RetractCitation extends Command<WriteAnswer> {
  constructor(
    readonly claimId: string,
    readonly citationId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RetractCitation)
export class RetractCitationHandler implements ICommandHandler<RetractCitation> {
  constructor(private readonly runner: CommandRunner) {}

  async execute(command: RetractCitation): Promise<WriteAnswer> {
    const { claimId, citationId, reason, context } = command;
    const outcome = await this.runner.run({
      decider: citationDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'RetractCitation', citationId, reason },
      command: async () => ({
        type: 'RetractCitation' as const,
        citationId,
        reason,
        actor: context.actor,
        ...(await reviewingFacts(this.runner, context)),
      }),
    });
    return writeAnswer(citationId, outcome);
  }
}
