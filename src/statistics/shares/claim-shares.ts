import type { Fidelity, Stance } from '../../../events/citation/citation-events.js';
import { QUESTIONS, type Question } from '../../../events/fields.js';
import type { Counts, Shares } from '../../../projections/engine/tallies.js';
import { bucketOf } from '../durations/duration-histogram.js';

/** What the views show of a claim that statistics count. */
export interface ClaimFacts {
  readonly isWithdrawn: boolean;
  readonly recordedAt: string;
  /** Those that were not retracted. */
  readonly citations: readonly CitationFacts[];
  /** How many verdicts each reviewer gave, also those that were replaced or withdrawn since. */
  readonly given: readonly (Judged & { readonly verdicts: number })[];
  /** The verdicts that count. */
  readonly counted: readonly (Judged & { readonly rating: string })[];
  /** The findings that stand. */
  readonly findings: Readonly<Record<Question, FindingFacts | null>>;
}

interface CitationFacts {
  readonly sourceId: string;
  /** The key of the name of who published the source. */
  readonly publisher: string | null;
  readonly stance: Stance;
  readonly fidelity: Fidelity | null;
  /** The words are otherwise, or gone, in the newest snapshot. */
  readonly isChanged: boolean;
}

interface Judged {
  readonly reviewer: string;
  readonly question: Question;
}

export interface FindingFacts {
  readonly rating: string;
  readonly reachedAt: string;
  /** The rating is on the false side of its scale. */
  readonly isFalse: boolean;
}

/** What a claim adds to the statistics. A withdrawn one adds no more than the work that it was. */
export function sharesOfClaim(facts: ClaimFacts): Shares {
  const sums = new Sums();
  for (const { reviewer, question, verdicts } of facts.given) {
    sums.add(`reviewer/${reviewer}`, 'verdicts', verdicts);
    sums.add(`reviewer/${reviewer}`, `given:${question}`, verdicts);
  }
  if (facts.isWithdrawn) return sums.shares();
  for (const { reviewer, question } of facts.counted) {
    sums.add(`reviewer/${reviewer}`, `counting:${question}`);
  }
  addCitations(sums, facts);
  for (const question of QUESTIONS) addFinding(sums, facts, question);
  return sums.shares();
}

function addCitations(sums: Sums, { citations, findings: { veracity } }: ClaimFacts): void {
  const cited = new Map<string, CitationFacts[]>();
  for (const citation of citations) {
    const { sourceId, publisher } = citation;
    const tallies = [
      `source/${sourceId}`,
      ...(publisher === null ? [] : [`publisher/${publisher}`]),
    ];
    for (const tally of tallies) cited.set(tally, [...(cited.get(tally) ?? []), citation]);
  }
  for (const [tally, some] of cited) {
    sums.add(tally, 'claims');
    for (const { stance, fidelity, isChanged } of some) {
      sums.add(tally, 'cited');
      sums.add(tally, stance);
      if (fidelity === 'altered') sums.add(tally, 'altered');
      if (isChanged) sums.add(tally, 'changed');
    }
    if (some.every(({ stance }) => stance !== 'makes')) continue;
    sums.add(tally, 'made');
    if (!veracity) continue;
    sums.add(tally, `rated:${veracity.rating}`);
    if (veracity.isFalse) sums.add(tally, 'refuted');
  }
}

function addFinding(sums: Sums, facts: ClaimFacts, question: Question): void {
  const finding = facts.findings[question];
  if (!finding) return;
  const milliseconds = Date.parse(finding.reachedAt) - Date.parse(facts.recordedAt);
  const bucket = bucketOf(milliseconds / 1_000);
  sums.add(`findings/${question}`, 'findings');
  sums.add(`findings/${question}`, `took:${bucket}`);
  const verdicts = facts.counted.filter((verdict) => verdict.question === question);
  for (const { reviewer, rating } of verdicts) {
    sums.add(`reviewer/${reviewer}`, `settled:${question}`);
    if (rating === finding.rating) sums.add(`reviewer/${reviewer}`, `agreed:${question}`);
    sums.add(`reviewer/${reviewer}`, `took:${question}:${bucket}`);
  }
  if (verdicts.length < 2) return;
  sums.add(`rated/${question}/${wayRated(verdicts)}`, 'questions');
}

/** How many gave which rating, as {@link ratingsIn} reads it. */
function wayRated(verdicts: readonly { readonly rating: string }[]): string {
  const counts = new Map<string, number>();
  for (const { rating } of verdicts) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  return JSON.stringify(sorted(counts));
}

/** How many gave which rating, from the subject of a tally of the kind `rated`. */
export function ratingsIn(subject: string): Map<string, number> {
  const ratings = subject.slice(subject.indexOf('/') + 1);
  return new Map(JSON.parse(ratings) as [string, number][]);
}

/** What a source adds, whether it is cited or not. */
export function sharesOfSource(
  sourceId: string,
  publisher: string | null,
  isWithdrawn: boolean,
): Shares {
  const counts: Counts = { sources: 1, ...(isWithdrawn && { withdrawn: 1 }) };
  return {
    ...(publisher !== null && { [`publisher/${publisher}`]: counts }),
    [`source/${sourceId}`]: counts,
  };
}

/** Shares in the making. What they come to does not hang on the order in which they were added. */
class Sums {
  private readonly sums = new Map<string, Map<string, number>>();

  add(tally: string, name: string, count = 1): void {
    const counts = this.sums.get(tally) ?? new Map<string, number>();
    this.sums.set(tally, counts);
    counts.set(name, (counts.get(name) ?? 0) + count);
  }

  shares(): Shares {
    return Object.fromEntries(
      sorted(this.sums).map(([tally, counts]) => [tally, Object.fromEntries(sorted(counts))]),
    );
  }
}

function sorted<Value>(map: ReadonlyMap<string, Value>): [string, Value][] {
  return [...map].sort(([a], [b]) => (a < b ? -1 : 1));
}
