import type { Difference } from '../../../../events/citation/citation-events.js';
import type { Place } from '../../../text/place.js';
import { typed } from '../characters/typed.js';
import { seamsWithin } from '../texts/seams.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { changesIn } from './difference.js';
import { marksIn, type Extent } from './extent.js';

type Change = Difference['changes'][number];

/** A place that has the letters of a quote, and how else the quote differs from it. */
export interface SameWords extends Place {
  /** None where they are the same words in another dress. */
  readonly changes: readonly Change[];
  /** How many outer marks the quote has that are not there. */
  readonly ownMarks: number;
}

/**
 * Holds a quote against a place.
 *
 * @param left what of the text is passed over; in order
 * @param language BCP 47
 */
export function sameWords(
  snapshot: SnapshotText,
  left: readonly Place[],
  { start, end, compared, outer }: Extent,
  language: string | undefined,
): SameWords {
  const passage = withoutStretches(snapshot, { start, end }, left);
  const before = snapshot.text.slice(Math.max(0, start - 20), start);
  const told = changesIn([{ passage, quote: compared, before }], language);
  const changes = told.map((change) =>
    change.from.includes(SEAM) ? { ...change, from: change.from.replace(SEAMS, ' ') } : change,
  );
  const ownMarks = marksIn(outer).length;
  return { start, end, changes: withoutPartner(changes, outer), ownMarks };
}

/** Drops the change that is the inner one of a pair of the quote's own quotation marks: “We are,” she said. */
function withoutPartner(changes: readonly Change[], outer: string): readonly Change[] {
  const partner = /["']/.test(typed(outer))
    ? changes.findIndex(({ from, to }) => from === '' && /^["']$/.test(typed(to)))
    : -1;
  return partner < 0 ? changes : changes.toSpliced(partner, 1);
}

/** A line end that no text has in a number or a word. */
const SEAM = '\u2028';
const SEAMS = /\s?\u2028\s?/gu;

function withoutStretches(
  { text, seams }: SnapshotText,
  { start, end }: Place,
  left: readonly Place[],
): string {
  const piece = (from: number, to: number) => {
    let [words, at] = ['', from];
    for (const seam of seamsWithin(seams, from, to)) {
      words += text.slice(at, seam) + SEAM;
      at = seam;
    }
    return words + text.slice(at, to);
  };
  let [kept, at] = ['', start];
  for (const stretch of left) {
    if (stretch.end <= start || stretch.start >= end) continue;
    kept += piece(at, Math.max(at, stretch.start));
    at = Math.max(at, Math.min(stretch.end, end));
  }
  return kept + piece(at, end);
}

/** How long changes are together, in UTF-16 code units. */
export function touched(changes: readonly Change[]): number {
  return changes.reduce((sum, { from, to }) => sum + from.length + to.length, 0);
}

/** Scores changes: 1 less the share of the letters that they touch; spelling and marks touch few. */
export function scoreOf(changes: readonly Change[], letters: number): number {
  const distance = changes
    .filter(({ kind }) => kind !== 'case' && kind !== 'punctuation')
    .reduce((sum, { from, to }) => sum + differing(from, to), 0);
  return Math.max(0, Math.min(0.999, 1 - distance / Math.max(1, letters)));
}

/** Returns the length of what lies between the common beginning and end, in the longer of two texts. */
function differing(one: string, other: string): number {
  const shorter = Math.min(one.length, other.length);
  let before = 0;
  while (before < shorter && one[before] === other[before]) before += 1;
  let after = 0;
  while (after < shorter - before && one.at(-1 - after) === other.at(-1 - after)) after += 1;
  return Math.max(one.length, other.length) - before - after;
}

/** @param score where the edit distance gave one */
export function differenceOf(places: readonly SameWords[], score: number): Difference {
  const changes = places.flatMap((place) => place.changes);
  return { score: Math.floor(Math.min(score, 0.999) * 1000) / 1000, changes };
}

/** Returns how places that have the quote's letters differ from the quote. */
export function differenceBetween(places: readonly SameWords[], letters: number): Difference {
  const changes = places.flatMap((place) => place.changes);
  return differenceOf(places, scoreOf(changes, letters));
}
