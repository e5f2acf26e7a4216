import type { Question } from '../../events/fields.js';
import type { Policy, PolicyOverride, Rating } from '../../events/policy/policy-events.js';
import { nameKey } from '../text/name-key.js';

/** What the verdicts on one question of a claim are held against. */
export interface QuestionRules {
  /** Distinct reviewers, or organizations, that must agree for a finding. */
  readonly quorum: number;
  /** Whether the quorum counts organizations instead of reviewers. */
  readonly distinctOrganizations: boolean;
  readonly scale: readonly Rating[];
  /** How many days after it was given a verdict expires that names no date; undefined where it does not. */
  readonly expiresAfterDays: number | undefined;
}

/**
 * The rules that a policy has for one question of a claim on these topics: what it says of all, and then
 * each override that holds for the question and a topic, in their order, so that a later one wins.
 */
export function rulesFor(
  policy: Policy,
  question: Question,
  topics: readonly string[],
): QuestionRules {
  const { quorum, distinctOrganizations, scales, expiresAfterDays, overrides } = policy;
  const rules = { quorum, distinctOrganizations, scale: scales[question], expiresAfterDays };
  if (overrides.length === 0) return rules;
  const keys = new Set(topics.map(nameKey));
  return overrides.reduce<QuestionRules>(
    (before, override) => (holds(override, question, keys) ? overridden(before, override) : before),
    rules,
  );
}

/** Whether verdicts with that rating may make a finding: a scale that was replaced leaves others behind. */
export function isOnScale({ scale }: QuestionRules, rating: string): boolean {
  return scale.some((step) => step.rating === rating);
}

function holds(
  { question, topic }: PolicyOverride,
  asked: Question,
  topics: ReadonlySet<string>,
): boolean {
  if (question !== undefined && question !== asked) return false;
  return topic === undefined || topics.has(nameKey(topic));
}

/** What the override leaves out stays as it was. */
function overridden(before: QuestionRules, override: PolicyOverride): QuestionRules {
  return {
    quorum: override.quorum ?? before.quorum,
    distinctOrganizations: override.distinctOrganizations ?? before.distinctOrganizations,
    scale: override.scale ?? before.scale,
    expiresAfterDays: override.expiresAfterDays ?? before.expiresAfterDays,
  };
}
