import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { agentDecider } from '../agent.decider.js';

export class RetractIdentification extends Command<WriteAnswer> {
  constructor(
    readonly id: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RetractIdentification)
export class RetractIdentificationHandler implements ICommandHandler<RetractIdentification> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ id, reason, context }: RetractIdentification): Promise<WriteAnswer> {
    const { actor } = context;
    const outcome = await this.runner.run({
      decider: agentDecider,
      stream: `agent-${id}`,
      context,
      content: { name: 'RetractIdentification', reason },
      command: () => ({ type: 'RetractIdentification' as const, reason, actor }),
    });
    return writeAnswer(id, outcome);
  }
}
