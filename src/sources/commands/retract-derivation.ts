import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { derivationDecider } from '../derivation.decider.js';

export class RetractDerivation extends Command<WriteAnswer> {
  constructor(
    readonly sourceId: string,
    readonly derivationId: string,
    readonly reason: string,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RetractDerivation)
export class RetractDerivationHandler implements ICommandHandler<RetractDerivation> {
  constructor(private readonly runner: CommandRunner) {}

  async execute(command: RetractDerivation): Promise<WriteAnswer> {
    const { sourceId, derivationId, reason, context } = command;
    const { actor } = context;
    const outcome = await this.runner.run({
      decider: derivationDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'RetractDerivation', derivationId, reason },
      command: () => ({ type: 'RetractDerivation' as const, derivationId, reason, actor }),
    });
    return writeAnswer(derivationId, outcome);
  }
}
