import { QUESTIONS, type Question } from '../../events/fields.js';
import type { FindingEvent, ReopeningCause } from '../../events/finding/finding-events.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import type { Policy } from '../../events/policy/policy-events.js';
import {
  countedVerdicts,
  evolveClaim,
  hasGround,
  type ClaimState,
  type FindingState,
  type VerdictState,
} from '../claims/claim.state.js';
import { isOnScale, rulesFor, type QuestionRules } from '../policy/question-rules.js';
import { judge } from './judge.js';

/** What a command that can change a finding brings with it. */
export interface Reviewing {
  /** The policy in force. */
  readonly policy: Policy;
  /** The ids for the finding that the command may lead to on each question. */
  readonly findingIds: Readonly<Record<Question, string>>;
}

export interface Cause {
  readonly kind: ReopeningCause;
  /** The verdict, citation or member. */
  readonly id: string;
}

/**
 * The finding events that follow from changes to a claim's citations and verdicts. Only a question
 * whose counted verdicts changed is judged again, and only by those that have a ground: verdicts that
 * rest on nothing but absent quotes were taken by earlier releases.
 *
 * @param cause what was taken away. Without one verdicts were only added, and that never reopens: a
 * finding reached under an earlier policy and a contest stand until another finding takes their place.
 */
export function findingsAfter(
  before: ClaimState,
  changes: readonly ClaimStreamEvent[],
  { policy, findingIds }: Reviewing,
  cause?: Cause,
): FindingEvent[] {
  const after = changes.reduce(evolveClaim, before);
  return QUESTIONS.flatMap((question) => {
    const earlier = countedVerdicts(before, question);
    const counted = countedVerdicts(after, question);
    if (sameVerdicts(earlier, counted)) return [];
    const rules = rulesFor(policy, question, after.recorded?.topics ?? []);
    const grounded = counted.filter((verdict) => mayCarry(after, verdict, rules));
    const turn = { question, policy, rules, findingId: findingIds[question], cause };
    const standing = before.standing[question];
    if (!cause || !restsOn(standing, earlier, cause)) return judged(standing, grounded, turn);
    // Its ground is gone, so the finding may not stand on unnamed, even if the others carry it.
    const reopened: FindingState = { status: 'open', reopened: true };
    return [reopening(standing, question, cause), ...judged(reopened, grounded, turn)];
  });
}

/**
 * The findings that open and contested questions come to under a policy that they were not judged by. What
 * stands is left alone: a new policy changes no past finding.
 */
export function openFindings(state: ClaimState, { policy, findingIds }: Reviewing): FindingEvent[] {
  return QUESTIONS.flatMap((question) => {
    const standing = state.standing[question];
    if (standing.status === 'reached') return [];
    const rules = rulesFor(policy, question, state.recorded?.topics ?? []);
    const grounded = countedVerdicts(state, question).filter((verdict) =>
      mayCarry(state, verdict, rules),
    );
    const findingId = findingIds[question];
    return judged(standing, grounded, { question, policy, rules, findingId, cause: undefined });
  });
}

/** Whether the verdict may carry a finding: it has a ground, and a rating that the rules still have. */
function mayCarry(state: ClaimState, verdict: VerdictState, rules: QuestionRules): boolean {
  return isOnScale(rules, verdict.rating) && hasGround(state, verdict);
}

interface Turn {
  readonly question: Question;
  readonly policy: Policy;
  readonly rules: QuestionRules;
  readonly findingId: string;
  readonly cause: Cause | undefined;
}

function judged(
  standing: FindingState,
  counted: readonly VerdictState[],
  turn: Turn,
): FindingEvent[] {
  const { question, policy, rules, findingId, cause } = turn;
  const stood = standing.status === 'reached' ? standing : undefined;
  const judgment = judge(rules, counted);
  switch (judgment.outcome) {
    case 'reached': {
      const { rating, verdicts, dissent } = judgment;
      if (stood?.rating === rating) return [];
      const data = {
        findingId,
        question,
        rating,
        verdicts: [...verdicts],
        dissent: [...dissent],
        policyVersion: policy.version,
        ...(stood && { supersedes: stood.findingId }),
      };
      return [{ type: 'FindingReached', data }];
    }
    case 'contested': {
      if (standing.status === 'contested') return [];
      const data = {
        question,
        verdicts: [...judgment.verdicts],
        policyVersion: policy.version,
        ...(stood && { findingId: stood.findingId }),
      };
      return [{ type: 'FindingContested', data }];
    }
    case 'open':
      return standing.status === 'open' || !cause ? [] : [reopening(standing, question, cause)];
  }
}

function reopening(standing: FindingState, question: Question, cause: Cause): FindingEvent {
  const stood = standing.status === 'reached' && { findingId: standing.findingId };
  return { type: 'FindingReopened', data: { question, ...stood, cause } };
}

/** Whether a verdict behind the standing finding cites what was retracted. */
function restsOn(standing: FindingState, counted: readonly VerdictState[], cause: Cause): boolean {
  if (standing.status !== 'reached' || cause.kind !== 'evidence-retracted') return false;
  return counted.some((v) => v.rating === standing.rating && v.evidence.includes(cause.id));
}

function sameVerdicts(some: readonly VerdictState[], others: readonly VerdictState[]): boolean {
  const ids = new Set(some.map(({ id }) => id));
  return ids.size === others.length && others.every(({ id }) => ids.has(id));
}
