import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { SourceChanges } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { sourceDecider } from '../source.decider.js';

export class AmendSource extends Command<WriteAnswer> {
  constructor(
    readonly sourceId: string,
    readonly changes: SourceChanges,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(AmendSource)
export class AmendSourceHandler implements ICommandHandler<AmendSource> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ sourceId, changes, context }: AmendSource): Promise<WriteAnswer> {
    const outcome = await this.runner.run({
      decider: sourceDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'AmendSource', changes },
      command: () => ({ type: 'AmendSource' as const, changes }),
    });
    return writeAnswer(sourceId, outcome);
  }
}
