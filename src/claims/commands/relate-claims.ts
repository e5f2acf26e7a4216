import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { RelationKind } from '../../../events/claim/claim-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { isRelated } from '../claim.state.js';
import { relationDecider, type RelateClaims as Decided } from '../relation.decider.js';

export interface RelationContent {
  readonly kind: RelationKind;
  /** The other claim. */
  readonly to: string;
  readonly note?: string;
}

export class RelateClaims extends Command<WriteAnswer> {
  constructor(
    readonly claimId: string,
    readonly content: RelationContent,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(RelateClaims)
export class RelateClaimsHandler implements ICommandHandler<RelateClaims> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ claimId, content, context }: RelateClaims): Promise<WriteAnswer> {
    const relationId = derivedId(context.commandId, 'relation');
    const outcome = await this.runner.run({
      decider: relationDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'RelateClaims', content },
      command: () => this.withFacts(claimId, relationId, content),
    });
    return writeAnswer(relationId, outcome);
  }

  private async withFacts(
    claimId: string,
    relationId: string,
    { kind, to, note }: RelationContent,
  ): Promise<Decided> {
    const other = await this.runner.load(relationDecider, `claim-${to}`);
    return {
      type: 'RelateClaims',
      claimId,
      relationId,
      kind,
      to,
      ...(note !== undefined && { note }),
      other: {
        recorded: other.recorded !== undefined,
        saysSo: isRelated(other, kind, claimId),
      },
    };
  }
}
