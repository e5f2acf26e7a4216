import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { claimDecider } from '../claim.decider.js';

export class WithdrawClaim extends Command<WriteAnswer> {
  constructor(
    readonly claimId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawClaim)
export class WithdrawClaimHandler implements ICommandHandler<WithdrawClaim> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ claimId, reason, context }: WithdrawClaim): Promise<WriteAnswer> {
    const outcome = await this.runner.run({
      decider: claimDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'WithdrawClaim', reason },
      command: () => ({ type: 'WithdrawClaim' as const, reason }),
    });
    return writeAnswer(claimId, outcome);
  }
}
