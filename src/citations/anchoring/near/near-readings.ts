import type { Difference } from '../../../../events/citation/citation-events.js';
import type { Place } from '../../../text/place.js';
import { extentOf, quoteWords } from '../comparing/extent.js';
import { differenceOf, sameWords, type SameWords } from '../comparing/same-words.js';
import { omissionsBetween } from '../elided/omissions.js';
import type { QuoteParts } from '../elided/quote-parts.js';
import type { Reading } from '../reading.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { nearestParts } from './near-parts.js';
import { isNear, nearestPassages } from './nearest-passage.js';

/** A place that a quote alters, and how. */
interface NearPlace extends Place {
  readonly difference: Difference;
  /** Where it does so in parts. */
  readonly parts?: readonly Place[];
}

/** What is the nearest to a quote's words, whether or not it is near. */
export interface Nearest {
  /** 1 less the share of the letters that are others; 0 where nothing can be compared. */
  readonly score: number;
  /** How the quote is read there; undefined where that is not near enough. */
  readonly reading?: Reading<NearPlace>;
}

/**
 * What is the nearest to a quote's words: each of its parts, or else all of it in one passage.
 *
 * @param language BCP 47
 */
export function nearestReading(
  snapshot: SnapshotText,
  exact: string,
  marks: QuoteParts,
  language: string | undefined,
): Nearest {
  const { parts, plain, marked, insertions } = marks;
  // Who quotes the page leaves out what it strikes out or nobody sees, or has it as well.
  const unread = snapshot.marks.filter(({ kind }) => kind !== 'inserted');
  const over = (place: Place, words: string): SameWords => {
    const extent = extentOf(snapshot, place, quoteWords(words), language);
    const whole = sameWords(snapshot, [], extent, language);
    if (unread.length === 0) return whole;
    const read = sameWords(snapshot, unread, extent, language);
    return read.changes.length < whole.changes.length ? read : whole;
  };
  const inParts = nearestParts(snapshot, marks, language).map(({ passages, score }): NearPlace => {
    const found = passages.map((passage, index) => over(passage, parts[index]!.text));
    const place = { start: found[0]!.start, end: found.at(-1)!.end };
    return { ...place, parts: found, difference: differenceOf(found, score) };
  });
  const readingOf = (places: readonly NearPlace[]): Reading<NearPlace> => {
    // Other letters can be the same words after all, as where the grouping of a number is told late.
    const same = places.every(({ difference }) => difference.changes.length === 0);
    return {
      fidelity: same ? 'normalized' : 'altered',
      insertions,
      find: (fits) => places.filter(fits),
      details: ({ parts: found, difference }, told) => ({
        ...(found && { omitted: omissionsBetween(snapshot, found, parts, told) }),
        ...(!same && { difference }),
      }),
    };
  };
  const [first] = inParts;
  if (first) return { score: first.difference.score, reading: readingOf(inParts) };
  const words = marked && parts.length > 0 ? plain : exact;
  const nearest = nearestPassages(snapshot, words, language);
  const near = nearest.filter(isNear).map((passage): NearPlace => {
    const found = over(passage, words);
    const { start, end } = found;
    return { start, end, difference: differenceOf([found], passage.score) };
  });
  const score = nearest[0]?.score ?? 0;
  return near.length > 0 ? { score, reading: readingOf(near) } : { score };
}
