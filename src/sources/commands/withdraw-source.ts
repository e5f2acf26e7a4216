import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { sourceDecider } from '../source.decider.js';

export class WithdrawSource extends Command<WriteAnswer> {
  constructor(
    readonly sourceId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(WithdrawSource)
export class WithdrawSourceHandler implements ICommandHandler<WithdrawSource> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ sourceId, reason, context }: WithdrawSource): Promise<WriteAnswer> {
    const outcome = await this.runner.run({
      decider: sourceDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'WithdrawSource', reason },
      command: () => ({ type: 'WithdrawSource' as const, reason }),
    });
    return writeAnswer(sourceId, outcome);
  }
}
