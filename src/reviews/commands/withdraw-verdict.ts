import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

export class WithdrawVerdict extends Command<WriteAnswer> {
  constructor(
    readonly claimId: string,
    readonly verdictId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawVerdict)
export class WithdrawVerdictHandler implements ICommandHandler<WithdrawVerdict> {
  constructor(private readonly runner: CommandRunner) {}

  async execute(command: WithdrawVerdict): Promise<WriteAnswer> {
    const { claimId, verdictId, reason, context } = command;
    const outcome = await this.runner.run({
      decider: verdictDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'WithdrawVerdict', verdictId, reason },
      command: async () => ({
        type: 'WithdrawVerdict' as const,
        verdictId,
        reason,
        actor: context.actor,
        ...(await reviewingFacts(this.runner, context)),
      }),
    });
    return writeAnswer(verdictId, outcome);
  }
}
