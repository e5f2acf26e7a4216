import type { Place } from '../../../text/place.js';
import { Comparisons } from '../comparing/comparisons.js';
import { extentOf, quoteWords } from '../comparing/extent.js';
import { sameWords, touched, type SameWords } from '../comparing/same-words.js';
import { MOST_PLACES, type Fits } from '../reading.js';
import { Pattern } from '../search/occurrences.js';
import { skeletonOf } from '../texts/skeleton.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { lettersIn } from '../words/word-edges.js';
import { aligned, stretches, type Link } from './part-chains.js';
import type { QuotePart, QuoteParts } from './quote-parts.js';

/** How far apart two parts of an elided quote may be, in characters: a paragraph or two. */
export const LONGEST_ELISION = 2000;

/** How much an insertion may stand in place of, in characters: a few words. */
const LONGEST_REPLACED = 100;

/** Each part costs a reading of the text. */
const MOST_PARTS = 16;

/** Of fewer letters a part stands near almost anything, and a far gap beside it would prove nothing. */
const SHORTEST_FAR_PART = 4;

/** A place that reaches from the first of a quote's parts to the last. */
export interface ElidedPlace extends Place {
  /** One for each part, in order. */
  readonly parts: readonly SameWords[];
}

/** Where a quote's parts were found. */
export interface ElidedPlaces {
  /** The places that have all parts in the same words. */
  readonly faithful: readonly ElidedPlace[];
  /** The places that have some part in other marks, case or numbers. */
  readonly changed: readonly ElidedPlace[];
}

/** The places of a snapshot that have the letters of a quote's parts, one after the other. */
export class ElidedQuote {
  private known?: { readonly fits: Fits; readonly places: ElidedPlaces };

  constructor(
    private readonly snapshot: SnapshotText,
    readonly quote: QuoteParts,
    private readonly language: string | undefined,
  ) {}

  /** @param fits is asked of each place before its words are compared */
  places(fits: Fits): ElidedPlaces {
    if (this.known?.fits !== fits) {
      const places = elidedPlaces(this.snapshot, this.quote, this.language, fits);
      this.known = { fits, places };
    }
    return this.known.places;
  }
}

/**
 * The places that have the letters of a quote's parts in order, at most {@link LONGEST_ELISION} apart at
 * an ellipsis, and {@link LONGEST_REPLACED} at an insertion alone or beside a part of fewer than four
 * letters; at a gap they begin and end with whole words, except where a bracket cuts one
 * ("negotiat[ed]"). In order; none holds another. None where the quote has no gap, or more than
 * {@link MOST_PARTS} parts.
 */
function elidedPlaces(
  snapshot: SnapshotText,
  { parts }: QuoteParts,
  language: string | undefined,
  fits: Fits,
): ElidedPlaces {
  const changed: ElidedPlace[] = [];
  const gaps = longestGaps(parts);
  if (!gaps) return { faithful: [], changed };
  const links = parts.map(({ text, cutBefore, cutAfter }, index): Link => {
    return {
      pattern: new Pattern(skeletonOf(text).units),
      gap: gaps[index]!,
      gapAfter: index < parts.length - 1,
      cutBefore,
      cutAfter,
    };
  });
  const quotes = parts.map(({ text }) => quoteWords(text));
  for (const reading of snapshot.readings) {
    const { skeleton } = reading;
    const text = { text: snapshot.text, skeleton, units: snapshot.units };
    const faithful: ElidedPlace[] = [];
    const bound = new Comparisons();
    for (const stretch of stretches(text, links)) {
      const { from, to } = stretch;
      if (!fits({ start: skeleton.starts[from]!, end: skeleton.ends[to - 1]! })) continue;
      const found = aligned(text, links, stretch).map((run, index) => {
        const letters = { start: skeleton.starts[run.from]!, end: skeleton.ends[run.to - 1]! };
        const extent = extentOf(snapshot, letters, quotes[index]!, language);
        return sameWords(snapshot, reading.left, extent, language);
      });
      const place = { start: found[0]!.start, end: found.at(-1)!.end, parts: found };
      const isFaithful = found.every(({ changes }) => changes.length === 0);
      (isFaithful ? faithful : changed).push(place);
      if (
        faithful.length === MOST_PLACES ||
        !bound.allow(place.end - place.start, lettersChanged(place))
      )
        break;
    }
    if (faithful.length > 0) return { faithful, changed };
  }
  return { faithful: [], changed: changed.slice(0, MOST_PLACES) };
}

function lettersChanged({ parts }: ElidedPlace): number {
  return parts.reduce((sum, { changes }) => sum + touched(changes), 0);
}

/**
 * How far each part may be from the one before, in characters. Undefined for what cannot be looked
 * for part by part.
 */
export function longestGaps(parts: readonly QuotePart[]): readonly number[] | undefined {
  if (parts.length < 2 || parts.length > MOST_PARTS) return undefined;
  const short = parts.map(({ text }) => lettersIn(text) < SHORTEST_FAR_PART);
  if (short.every((isShort) => isShort)) return undefined;
  return parts.map(({ gap }, index) =>
    gap?.ellipsis && !short[index] && !short[index - 1] ? LONGEST_ELISION : LONGEST_REPLACED,
  );
}
