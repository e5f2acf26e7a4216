import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';

import type { Question } from '../../../events/fields.js';
import type { VerdictData } from '../../../events/verdict/verdict-events.js';
import type { CommandContext } from '../../access/command-context.js';
import { CommandRunner } from '../../deciding/command-runner.js';
import { derivedId } from '../../deciding/derived-id.js';
import { recordedIn, writeAnswer } from '../../deciding/outcome.js';
import type { WriteAnswer } from '../../http/write-answer.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

/** A verdict as a reviewer gives it. */
export type VerdictContent = Pick<
  VerdictData,
  'question' | 'rating' | 'rationale' | 'evidence' | 'asOf' | 'expires'
> & { criterionMet?: boolean; sourceSeen?: boolean };

export interface VerdictWritten extends WriteAnswer {
  /** What the verdict led to; null where it reached no finding. */
  readonly finding: {
    readonly id: string;
    readonly question: Question;
    readonly rating: string;
  } | null;
}

export class SubmitVerdict extends Command<VerdictWritten> {
  constructor(
    readonly claimId: string,
    readonly content: VerdictContent,
    readonly context: CommandContext,
  ) {
    super();
  }
}

@CommandHandler(SubmitVerdict)
export class SubmitVerdictHandler implements ICommandHandler<SubmitVerdict> {
  constructor(private readonly runner: CommandRunner) {}

  async execute({ claimId, content, context }: SubmitVerdict): Promise<VerdictWritten> {
    const verdictId = derivedId(context.commandId, 'verdict');
    const { id, organisation } = context.actor;
    const { criterionMet, sourceSeen, ...judged } = content;
    const outcome = await this.runner.run({
      decider: verdictDecider,
      stream: `claim-${claimId}`,
      context,
      content: { name: 'SubmitVerdict', content },
      command: async ({ now }) => ({
        type: 'SubmitVerdict' as const,
        ...judged,
        ...(criterionMet && { criterionMet: true as const }),
        ...(sourceSeen && { sourceSeen: true as const }),
        verdictId,
        reviewer: { id, organisation },
        now,
        ...(await reviewingFacts(this.runner, context)),
      }),
    });
    const reached = recordedIn(outcome, 'FindingReached');
    return {
      ...writeAnswer(verdictId, outcome),
      finding: reached
        ? { id: reached.findingId, question: reached.question, rating: reached.rating }
        : null,
    };
  }
}
