import type { Omission } from '../../../events/citation/citation-events.js';
import type { Place } from './finders.js';
import { holdsNegation } from './negation.js';
import { normalizedString, normalizedText, trimmed } from './normalized-text.js';
import { Pattern } from './occurrences.js';
import { aligned, stretches, type Link, type Stretch } from './part-chains.js';
import { isEllipsis, type QuoteParts } from './quote-parts.js';
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
  if (parts.length < 2 || parts.length > MOST_PARTS) return undefined;
  const short = parts.map(({ text }) => lettersIn(text) < FEWEST_LETTERS);
  if (short.every((isShort) => isShort)) return undefined;
  const links = parts.map(({ text, gap, cutBefore, cutAfter }, index): Link => {
    const far = gap?.ellipsis && !short[index] && !short[index - 1];
    return {
      pattern: new Pattern(trimmed(normalizedText(text)).units),
      gap: far ? LONGEST_ELISION : LONGEST_REPLACED,
      gapAfter: index < parts.length - 1,
      cutBefore,
      cutAfter,
    };
  });
  const marks = parts.slice(1).map(({ gap }) => gap!.mark);
  return new ElidedReading(links, marks);
}

export class ElidedReading {
  constructor(
    private readonly links: readonly Link[],
    private readonly marks: readonly string[],
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
    return places.slice(1).flatMap(({ from }, index) => {
      const gap = between(snapshot, places[index]!.to, from);
      return gap && !isMark(gap.text, this.marks[index]!) ? [gap] : [];
    });
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

/** The snapshot's words between two of its normalized units, without the space around them. */
function between(snapshot: SnapshotText, to: number, from: number): Omission | undefined {
  const { normalized, text, codePointAt } = snapshot;
  const begin = normalized.ends[to - 1]!;
  const raw = text.slice(begin, normalized.starts[from]);
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
