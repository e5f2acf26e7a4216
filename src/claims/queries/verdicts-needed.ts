import type { QuestionRules } from '../../policy/question-rules.js';
import type { CountedVerdict } from '../../reviews/counted-verdicts.js';

/**
 * How many more verdicts of one rating, each by a reviewer (or organization) that has not given it
 * yet, make a finding: for the rating that needs the fewest. 0 where a finding is reached already.
 */
export function verdictsNeeded(
  rules: Pick<QuestionRules, 'quorum' | 'distinctOrganizations'>,
  verdicts: readonly Pick<CountedVerdict, 'rating' | 'reviewer' | 'organization'>[],
): number {
  const voices = new Map<string, { verdicts: number; distinct: Set<string> }>();
  for (const { rating, reviewer, organization } of verdicts) {
    const voice = voices.get(rating) ?? { verdicts: 0, distinct: new Set() };
    voice.verdicts += 1;
    voice.distinct.add(rules.distinctOrganizations ? organization : reviewer);
    voices.set(rating, voice);
  }
  // Of a rating that nobody gave.
  let fewest = Math.max(rules.quorum, verdicts.length + 1);
  for (const voice of voices.values()) {
    const toQuorum = rules.quorum - voice.distinct.size;
    const toMajority = verdicts.length - 2 * voice.verdicts + 1;
    fewest = Math.min(fewest, Math.max(toQuorum, toMajority, 0));
  }
  return fewest;
}
