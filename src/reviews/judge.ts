import type { QuestionRules } from '../policy/question-rules.js';

export interface JudgedVerdict {
  readonly id: string;
  readonly rating: string;
  readonly reviewer: { readonly id: string; readonly organization: string };
}

export type Judgment =
  | {
      readonly outcome: 'open';
      /** The one rating that is nearest to a finding, where there is one. */
      readonly leading?: string;
      /** How many more verdicts for it, each by another reviewer (or organization), would do. */
      readonly needed: number;
    }
  | {
      readonly outcome: 'reached';
      readonly rating: string;
      readonly verdicts: readonly string[];
      readonly dissent: readonly string[];
    }
  | { readonly outcome: 'contested'; readonly verdicts: readonly string[] };

interface Side {
  readonly ids: string[];
  /** Reviewers, or organizations where the rules count those. */
  readonly voices: Set<string>;
}

/**
 * What the verdicts on one question come to. Reached: one rating has the quorum of distinct voices
 * and a strict majority of the verdicts. Contested: all together have the quorum and no rating has a
 * strict majority. A reviewer counts once, by the verdict given last; apart from that the order of
 * the verdicts does not matter. Ids come back sorted.
 */
export function judge(
  rules: Pick<QuestionRules, 'quorum' | 'distinctOrganizations'>,
  verdicts: readonly JudgedVerdict[],
): Judgment {
  const counted = [...new Map(verdicts.map((verdict) => [verdict.reviewer.id, verdict])).values()];
  const everyone = new Set<string>();
  const sides = new Map<string, Side>();
  for (const { id, rating, reviewer } of counted) {
    const voice = rules.distinctOrganizations ? reviewer.organization : reviewer.id;
    const side = sides.get(rating) ?? { ids: [], voices: new Set() };
    side.ids.push(id);
    side.voices.add(voice);
    sides.set(rating, side);
    everyone.add(voice);
  }
  const majority = [...sides].find(([, { ids }]) => 2 * ids.length > counted.length);
  if (majority && majority[1].voices.size >= rules.quorum) {
    const [rating, { ids }] = majority;
    const dissent = counted.filter((verdict) => verdict.rating !== rating);
    return {
      outcome: 'reached',
      rating,
      verdicts: ids.toSorted(),
      dissent: dissent.map(({ id }) => id).toSorted(),
    };
  }
  if (!majority && everyone.size >= rules.quorum) {
    return { outcome: 'contested', verdicts: counted.map(({ id }) => id).toSorted() };
  }
  return stillOpen(rules.quorum, sides, counted.length);
}

function stillOpen(quorum: number, sides: ReadonlyMap<string, Side>, total: number): Judgment {
  let needed = Infinity;
  let leading: string | undefined;
  for (const [rating, { ids, voices }] of sides) {
    const lacking = Math.max(quorum - voices.size, total - 2 * ids.length + 1);
    if (lacking === needed) leading = undefined;
    if (lacking >= needed) continue;
    needed = lacking;
    leading = rating;
  }
  if (sides.size === 0) return { outcome: 'open', needed: quorum };
  return { outcome: 'open', ...(leading !== undefined && { leading }), needed };
}
