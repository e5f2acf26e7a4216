import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { DerivationKind } from '../../../events/source/source-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { derivationDecider } from '../derivation.decider.js';
import { sourceDecider } from '../source.decider.js';

export class DeclareDerivation extends Command<WriteAnswer> {
  constructor(
    readonly sourceId: string,
    readonly from: string,
    readonly kind: DerivationKind,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(DeclareDerivation)
export class DeclareDerivationHandler implements ICommandHandler<DeclareDerivation> {
  constructor(private readonly runner: CommandRunner) {}

  async execute(declaration: DeclareDerivation): Promise<WriteAnswer> {
    const { sourceId, from, kind, context } = declaration;
    const derivationId = derivedId(context.commandId, 'derivation');
    const outcome = await this.runner.run({
      decider: derivationDecider,
      stream: `source-${sourceId}`,
      context,
      content: { name: 'DeclareDerivation', from, kind },
      command: async () => ({
        type: 'DeclareDerivation' as const,
        derivationId,
        sourceId,
        from,
        kind,
        declaredBy: context.actor.id,
        fromRegistered: await this.isRegistered(from),
      }),
    });
    return writeAnswer(derivationId, outcome);
  }

  private async isRegistered(sourceId: string): Promise<boolean> {
    const { description } = await this.runner.load(sourceDecider, `source-${sourceId}`);
    return description !== undefined;
  }
}
