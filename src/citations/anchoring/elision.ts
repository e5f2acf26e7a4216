import type { Omission } from '../../../events/citation/citation-events.js';
import type { Place } from './finders.js';
import { holdsNegation } from './negation.js';
import { normalizedString, normalizedText, trimmed } from './normalized-text.js';
import { Pattern } from './occurrences.js';
import { aligned, stretches, type Link, type Stretch } from './part-chains.js';
import { isEllipsis, type QuotePart, type QuoteParts } from './quote-parts.js';
import type { SnapshotText } from './snapshot-text.js';
import { lettersIn } from './word-edges.js';

/** How far apart two parts of an elided quote may be, in characters: a paragraph or two. */
export const LONGEST_ELISION = 2000;

/** How much an insertion may stand in place of, in characters: a few words. */
export const LONGEST_REPLACED = 100;

/** Each part costs a reading of the text. */
export const MOST_PARTS = 16;

/** Of fewer letters a part stands near almost anything, and a far gap beside it would prove nothing. */
const FEWEST_LETTERS = 4;

/**
 * The elided reading of a quote, or undefined where it cannot be one: without a gap, or with more than
 * {@link MOST_PARTS} parts. The parts follow each other in the normalized text, at most
 * {@link LONGEST_ELISION} apart at an ellipsis, and {@link LONGEST_REPLACED} at an insertion alone or
 * beside a part of fewer than four letters; at a gap they begin and end with whole words, except where
 * a bracket cuts one ("negotiat[ed]").
 */
export function elidedReading({ parts }: QuoteParts): ElidedReading | undefined {
  const gaps = longestGaps(parts);
  if (!gaps) return undefined;
  const links = parts.map(({ text, cutBefore, cutAfter }, index): Link => {
    return {
      pattern: new Pattern(trimmed(normalizedText(text)).units),
      gap: gaps[index]!,
      gapAfter: index < parts.length - 1,
      cutBefore,
      cutAfter,
    };
  });
  return new ElidedReading(links, parts);
}

/**
 * How far each part may be from the one before, in characters. Undefined for what cannot be looked
 * for part by part.
 */
export function longestGaps(parts: readonly QuotePart[]): readonly number[] | undefined {
  if (parts.length < 2 || parts.length > MOST_PARTS) return undefined;
  const short = parts.map(({ text }) => lettersIn(text) < FEWEST_LETTERS);
  if (short.every((isShort) => isShort)) return undefined;
  return parts.map(({ gap }, index) =>
    gap?.ellipsis && !short[index] && !short[index - 1] ? LONGEST_ELISION : LONGEST_REPLACED,
  );
}

/** What stands in a snapshot between the places of a quote's parts, but for the very mark in the quote. */
export function omissionsBetween(
  snapshot: SnapshotText,
  places: readonly Place[],
  parts: readonly QuotePart[],
): Omission[] {
  return places.slice(1).flatMap(({ start }, index) => {
    const gap = between(snapshot, places[index]!.end, start);
    return gap && !isMark(gap.text, parts[index + 1]!.gap!.mark) ? [gap] : [];
  });
}

export class ElidedReading {
  constructor(
    private readonly links: readonly Link[],
    private readonly parts: readonly QuotePart[],
  ) {}

  /** In order; none holds another. */
  *find(snapshot: SnapshotText): Generator<Place> {
    for (const stretch of this.stretchesIn(snapshot)) yield placeOf(snapshot, stretch);
  }

  /** What the quote leaves out of one of the found places. */
  omittedFrom(snapshot: SnapshotText, { start, end }: Place): Omission[] {
    const stretch = this.stretchesIn(snapshot).find((one) => {
      const place = placeOf(snapshot, one);
      return place.start === start && place.end === end;
    });
    if (!stretch) throw new RangeError(`${start} to ${end} was not found by this reading`);
    const places = aligned(snapshot.normalized, this.links, stretch);
    return omissionsBetween(
      snapshot,
      places.map((part) => placeOf(snapshot, part)),
      this.parts,
    );
  }

  private found?: { snapshot: SnapshotText; stretches: readonly Stretch[] };

  private stretchesIn(snapshot: SnapshotText): readonly Stretch[] {
    if (this.found?.snapshot !== snapshot) {
      this.found = { snapshot, stretches: stretches(snapshot.normalized, this.links) };
    }
    return this.found.stretches;
  }
}

function placeOf({ normalized }: SnapshotText, { from, to }: Stretch): Place {
  return { start: normalized.starts[from]!, end: normalized.ends[to - 1]! };
}

/** The snapshot's words from one code unit to another, without the space around them. */
function between(
  { text, codePointAt }: SnapshotText,
  begin: number,
  end: number,
): Omission | undefined {
  const raw = text.slice(begin, end);
  if (normalizedString(raw).trim() === '') return undefined;
  const start = begin + raw.length - raw.trimStart().length;
  const words = raw.trim();
  return {
    text: words,
    start: codePointAt(start),
    end: codePointAt(start + words.length),
    negation: holdsNegation(words),
  };
}

/** Whether the snapshot itself has the ellipsis there, or the very bracket. */
function isMark(words: string, mark: string): boolean {
  return isEllipsis(words) || normalizedString(words) === normalizedString(mark);
}
