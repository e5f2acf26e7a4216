import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SourceDescription } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { sourceDecider } from '../source.decider.js';

export class RegisterSource extends Command<WriteAnswer> {
  constructor(
    readonly description: SourceDescription,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RegisterSource)
export class RegisterSourceHandler implements ICommandHandler<RegisterSource> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ description, context }: RegisterSource): Promise<WriteAnswer> {
    const id = derivedId(context.commandId, 'source');
    const outcome = await this.runner.run({
      decider: sourceDecider,
      stream: `source-${id}`,
      begins: true,
      context,
      content: { name: 'RegisterSource', description },
      command: () => ({ type: 'RegisterSource' as const, description: { ...description } }),
    });
    return writeAnswer(id, outcome);
  }
}
