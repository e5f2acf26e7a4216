import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

/** The caller's own conflict of interest; verdicts of theirs on the claim are withdrawn with it. */
export class DeclareConflict extends Command<WriteAnswer> {
  constructor(
    readonly claimId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DeclareConflict)
export class DeclareConflictHandler implements ICommandHandler<DeclareConflict> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ claimId, reason, context }: DeclareConflict): Promise<WriteAnswer> {
    const outcome = await this.runner.run({
      decider: verdictDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'DeclareConflict', reason },
      command: async () => ({
        type: 'DeclareConflict' as const,
        member: context.actor.id,
        reason,
        ...(await reviewingFacts(this.runner, context)),
      }),
    });
    return writeAnswer(claimId, outcome);
  }
}
