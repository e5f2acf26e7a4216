import type { Mark } from '../../../../events/source/source-events.js';

/** More marks of one text are not looked at: each costs some microseconds. */
const MOST_BORDERS = 100_000;

const ENDS_WITH_DIGIT = /\p{Nd}\s?$/u;
const BEGINS_WITH_DIGIT = /^\s?\p{Nd}/u;
const ENDS_WITH_LETTER = /[\p{L}\p{M}\p{N}]$/u;
const BEGINS_WITH_LETTER = /^[\p{L}\p{N}]/u;

/**
 * Where a text runs two numbers or words together of which its document shows the one struck out, so that
 * a reader sees two: ~~100~~900 is no 100900, and ~~can~~ before an inserted "not" is no "cannot". A word
 * of which a few letters are struck out is read as one all the same.
 *
 * @returns UTF-16 code units, in order
 */
export function seamsOf(text: string, marks: readonly Mark[]): readonly number[] {
  const inserted = new Set(
    marks.flatMap(({ kind, start, end }) => (kind === 'inserted' ? [start, end] : [])),
  );
  const borders = marks
    .flatMap(({ kind, start, end }) => (kind === 'struck' ? [start, end] : []))
    .slice(0, MOST_BORDERS);
  return [...new Set(borders)]
    .filter((at) => {
      const [before, after] = [text.slice(Math.max(0, at - 3), at), text.slice(at, at + 3)];
      return (
        (ENDS_WITH_DIGIT.test(before) && BEGINS_WITH_DIGIT.test(after)) ||
        (inserted.has(at) && ENDS_WITH_LETTER.test(before) && BEGINS_WITH_LETTER.test(after))
      );
    })
    .sort((one, other) => one - other);
}

/** Those between two places of the text, but at neither. */
export function seamsWithin(
  seams: readonly number[],
  start: number,
  end: number,
): readonly number[] {
  if (seams.length === 0) return seams;
  const from = firstFrom(seams, start + 1);
  return seams.slice(from, firstFrom(seams, end));
}

function firstFrom(seams: readonly number[], at: number): number {
  let [low, high] = [0, seams.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (seams[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
