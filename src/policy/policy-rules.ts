import { QUESTIONS, type Question } from '../../events/fields.js';
import type { Policy, PolicyOverride, Rating } from '../../events/policy/policy-events.js';
import type { Refusal } from '../deciding/decision.js';
import { rulesFor, type QuestionRules } from './question-rules.js';

/** Who could judge now: the reviewers who are not suspended, and their organizations. */
export interface ReviewersThere {
  readonly members: number;
  readonly organizations: number;
}

/** The first rule that the policy breaks. @param before the one in force; undefined before the first */
export function policyRefused(
  policy: Policy,
  before: Policy | undefined,
  reviewers: ReviewersThere,
): Refusal | undefined {
  return (
    scalesRefused(policy) ??
    overridesRefused(policy.overrides) ??
    (before && unsettleable(policy, before, reviewers))
  );
}

/** A scale of a policy, with where it and its ratings stand (RFC 6901). */
interface PlacedScale {
  readonly scale: readonly Rating[];
  /** Whose it is, for a person to read. */
  readonly of: string;
  readonly pointer: string;
  readonly ratingAt: (index: number) => string;
}

function scalesRefused({ scales, overrides }: Policy): Refusal | undefined {
  const ofQuestions = QUESTIONS.map((question): PlacedScale => ({
    scale: scales[question],
    of: question,
    pointer: `/scales/${question}`,
    ratingAt: (index) => `/scales/${question}/${index}/rating`,
  }));
  const ofOverrides = overrides.flatMap(({ scale }, override): PlacedScale[] => {
    if (!scale) return [];
    const of = 'the override';
    const ratingAt = (index: number) => `/overrides/${override}/scale/${index}/rating`;
    return [{ scale, of, pointer: `/overrides/${override}/scale`, ratingAt }];
  });
  for (const placed of [...ofQuestions, ...ofOverrides]) {
    const refusal = scaleRefused(placed);
    if (refusal) return refusal;
  }
  return undefined;
}

function scaleRefused({ scale, of, pointer, ratingAt }: PlacedScale): Refusal | undefined {
  const seen = new Set<string>();
  for (const [index, { rating }] of scale.entries()) {
    if (seen.has(rating)) {
      return {
        kind: 'invalid',
        rule: 'rating-repeated',
        detail: `The scale of ${of} has ${rating} twice.`,
        pointer: ratingAt(index),
      };
    }
    seen.add(rating);
  }
  if (scale.some(({ final }) => final)) return undefined;
  return {
    kind: 'invalid',
    rule: 'scale-settles-nothing',
    detail: `No rating of the scale of ${of} is final.`,
    pointer,
  };
}

function overridesRefused(overrides: readonly PolicyOverride[]): Refusal | undefined {
  for (const [index, { question, topic, ...rules }] of overrides.entries()) {
    const pointer = `/overrides/${index}`;
    if (question === undefined && topic === undefined) {
      return {
        kind: 'invalid',
        rule: 'override-of-nothing',
        detail: 'An override names a question, a topic or both.',
        pointer,
      };
    }
    if (Object.values(rules).every((rule) => rule === undefined)) {
      return {
        kind: 'invalid',
        rule: 'override-says-nothing',
        detail: 'An override says what is otherwise: the quorum, the scale or the expiry.',
        pointer,
      };
    }
    if (rules.scale && question === undefined) {
      return {
        kind: 'invalid',
        rule: 'override-scale-without-question',
        detail: 'A scale is of one question, which the override must name.',
        pointer: `${pointer}/scale`,
      };
    }
  }
  return undefined;
}

/**
 * Refuses a quorum that all reviewers together are too few for, unless the policy in force had it, too: a
 * ledger may be given its policy before its reviewers.
 */
function unsettleable(
  policy: Policy,
  before: Policy,
  reviewers: ReviewersThere,
): Refusal | undefined {
  const topics = new Set(policy.overrides.flatMap(({ topic }) => topic ?? []));
  for (const topic of [undefined, ...topics]) {
    for (const question of QUESTIONS) {
      const rules = rulesFor(policy, question, topic === undefined ? [] : [topic]);
      if (canBeMet(rules, reviewers)) continue;
      const former = rulesFor(before, question, topic === undefined ? [] : [topic]);
      if (canBeMet(former, reviewers)) return tooFew(rules, question, topic, reviewers);
    }
  }
  return undefined;
}

function canBeMet(
  { quorum, distinctOrganizations }: QuestionRules,
  there: ReviewersThere,
): boolean {
  return quorum <= (distinctOrganizations ? there.organizations : there.members);
}

function tooFew(
  { quorum, distinctOrganizations }: QuestionRules,
  question: Question,
  topic: string | undefined,
  there: ReviewersThere,
): Refusal {
  const has = distinctOrganizations
    ? `${quorum} organizations must agree, and the ledger has reviewers of ${there.organizations}`
    : `${quorum} reviewers must agree, and the ledger has ${there.members}`;
  const claims = topic === undefined ? 'any claim' : `a claim on ${topic}`;
  return {
    kind: 'rule',
    rule: 'policy-unsettleable',
    detail: `No finding on the ${question} of ${claims} could be reached: ${has}.`,
  };
}
