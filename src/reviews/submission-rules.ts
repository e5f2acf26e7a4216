import { beginningOf, endOf, isPartialDate } from '../../events/partial-date.js';
import type { Policy } from '../../events/policy/policy-events.js';
import type { VerdictData } from '../../events/verdict/verdict-events.js';
import { noSuchDate } from '../claims/claim.decider.js';
import {
  isAllAbsent,
  standingConflict,
  type ClaimState,
  type RecordedClaim,
} from '../claims/claim.state.js';
import type { Refusal } from '../deciding/decision.js';
import { rulesFor } from '../policy/question-rules.js';

/** A verdict on its way in, and what it is held against besides the claim. */
export interface Submission extends Readonly<Omit<VerdictData, 'replaces'>> {
  /** The policy in force. */
  readonly policy: Policy;
  /** ISO 8601 instant in UTC with milliseconds. */
  readonly now: string;
}

/** The first rule that the verdict breaks. */
export function submissionRefused(
  submission: Submission,
  state: ClaimState,
  claim: RecordedClaim,
): Refusal | undefined {
  return (
    reviewerRefused(submission, state, claim) ??
    ratingRefused(submission, claim) ??
    datesRefused(submission) ??
    evidenceRefused(submission, state)
  );
}

function reviewerRefused(
  { reviewer, now }: Submission,
  state: ClaimState,
  { recordedBy }: RecordedClaim,
): Refusal | undefined {
  if (reviewer.id === recordedBy) {
    return {
      kind: 'separation-of-duties',
      rule: 'own-claim',
      detail: 'Nobody judges a claim that they recorded.',
    };
  }
  if (addedAll(state, reviewer.id)) {
    return {
      kind: 'separation-of-duties',
      rule: 'own-citations',
      detail: 'Nobody judges a claim all of whose citations they added.',
    };
  }
  const conflict = standingConflict(state, reviewer.id, now);
  if (!conflict) return undefined;
  const until = conflict.ends === undefined ? '' : ` It ends at ${conflict.ends}.`;
  return {
    kind: 'separation-of-duties',
    rule: 'conflict-of-interest',
    detail: `The reviewer declared a conflict of interest in this claim.${until}`,
  };
}

/** Whether every citation that was not retracted is theirs; of no citations, no. */
function addedAll({ citations }: ClaimState, member: string): boolean {
  let own = 0;
  for (const { added, retracted } of citations.values()) {
    if (retracted) continue;
    if (added.addedBy !== member) return false;
    own += 1;
  }
  return own > 0;
}

function ratingRefused(submission: Submission, claim: RecordedClaim): Refusal | undefined {
  const { question, rating, criterionMet, policy, now } = submission;
  const { scale } = rulesFor(policy, question, claim.topics);
  if (question === 'veracity' && claim.kind === 'opinion') {
    return {
      kind: 'rule',
      rule: 'opinion-has-no-veracity',
      detail: 'An opinion is recorded, never rated for veracity.',
    };
  }
  const step = scale.find((known) => known.rating === rating);
  if (!step) {
    const known = scale.map((each) => each.rating).join(', ');
    return {
      kind: 'invalid',
      rule: 'rating-unknown',
      detail: `The policy in force rates the ${question} of this claim as one of ${known}.`,
      pointer: '/rating',
    };
  }
  if (criterionMet && claim.kind !== 'prediction') {
    return {
      kind: 'invalid',
      rule: 'criterion-met-only-for-predictions',
      detail: 'Only a prediction has a criterion.',
      pointer: '/criterionMet',
    };
  }
  if (question !== 'veracity' || !step.final || criterionMet || !claim.resolves) return undefined;
  const { by } = claim.resolves;
  if (endOf(by) <= now) return undefined;
  return {
    kind: 'rule',
    rule: 'prediction-not-due',
    detail: `The prediction resolves by ${by}. Before that it takes a final rating only where its criterion is met already.`,
  };
}

function datesRefused({ asOf, expires, now }: Submission): Refusal | undefined {
  if (asOf !== undefined) {
    if (!isPartialDate(asOf)) return noSuchDate(asOf, '/asOf');
    if (beginningOf(asOf) > now) {
      return {
        kind: 'invalid',
        rule: 'as-of-in-future',
        detail: 'A verdict speaks of a day that has begun (in UTC).',
        pointer: '/asOf',
      };
    }
  }
  // As-of lies in the past, so that this sets the expiry after it, too.
  return expires === undefined ? undefined : expiryRefused(expires, now);
}

/** Why that is no expiry of something which is recorded at that instant; undefined where it is one. */
export function expiryRefused(expires: string, now: string): Refusal | undefined {
  if (!isPartialDate(expires)) return noSuchDate(expires, '/expires');
  if (endOf(expires) > now) return undefined;
  return {
    kind: 'invalid',
    rule: 'expiry-passed',
    detail: 'An expiry lies in the future.',
    pointer: '/expires',
  };
}

function evidenceRefused(
  { evidence, sourceSeen }: Submission,
  state: ClaimState,
): Refusal | undefined {
  if (evidence.length === 0) {
    return {
      kind: 'invalid',
      rule: 'evidence-missing',
      detail: 'A verdict rests on at least one citation of the claim.',
      pointer: '/evidence',
    };
  }
  for (const [index, id] of evidence.entries()) {
    const pointer = `/evidence/${index}`;
    const citation = state.citations.get(id);
    if (!citation) {
      const detail = `${id} is no citation of this claim.`;
      return { kind: 'rule', rule: 'evidence-unknown', detail, pointer };
    }
    if (citation.retracted) {
      const detail = `The citation ${id} is retracted.`;
      return { kind: 'rule', rule: 'evidence-retracted', detail, pointer };
    }
    if (evidence.indexOf(id) < index) {
      const detail = `The citation ${id} is named twice.`;
      return { kind: 'invalid', rule: 'evidence-repeated', detail, pointer };
    }
  }
  if (isAllAbsent(state, evidence) && !sourceSeen) {
    return {
      kind: 'rule',
      rule: 'evidence-absent',
      detail:
        'The ledger found none of the quoted words when these citations were added. Cite words that stand in a snapshot, or the source as a whole; or say `sourceSeen: true` where you saw the source yourself.',
      pointer: '/evidence',
    };
  }
  return undefined;
}
