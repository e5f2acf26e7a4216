import { cutsPair } from '../../../text/code-points.js';
import { unitsOf } from '../../../text/code-units.js';
import type { Place } from '../../../text/place.js';
import { isOnALetter } from '../characters/marks-on-letters.js';
import { withWholeNumbers } from '../numbers/numbers.js';
import { seamsWithin } from '../texts/seams.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { withWholeFigures } from '../words/whole-figures.js';

/** Places within other numbers and words that are looked at, each at some ten microseconds. */
const MOST_CUT = 10_000;

/**
 * Every place of the quote unit for unit, in order; never from or to the middle of a surrogate pair, nor
 * of a letter with its marks or of a number, which would be another one: "5 ships" does not stand in
 * "3.5 ships"; nor over two that are one only because the document strikes the first out. Behind
 * {@link MOST_CUT} that it would cut, no more are looked for.
 *
 * @param language BCP 47, by which numbers in words are told
 */
export function* exactly(
  snapshot: SnapshotText,
  exact: string,
  language?: string,
): Generator<Place> {
  const { text, marks, seams } = snapshot;
  let numberEnd = 0;
  let cut = 0;
  for (const start of snapshot.placesOf(unitsOf(exact))) {
    if (start < numberEnd) continue;
    const place = { start, end: start + exact.length };
    if (cutsPair(text, place.start) || cutsPair(text, place.end)) continue;
    if (isOnALetter(text, place.end)) continue;
    const whole = withWholeFigures(text, place, marks, language);
    // With a space between them they are two to whoever reads them.
    const isOne = (at: number) => !/\s/u.test(text.slice(at - 1, at + 1));
    const isJoined = seamsWithin(seams, place.start, place.end).some(isOne);
    if (whole.start === place.start && whole.end === place.end && !isJoined) {
      yield place;
      continue;
    }
    cut += 1;
    if (cut === MOST_CUT) return;
    // Whatever else begins within that number cuts it, too.
    if (whole.start < start) numberEnd = Math.max(start + 1, numberEndAt(text, start));
  }
}

/** Returns where the number ends in which a place begins. */
function numberEndAt(text: string, start: number): number {
  return withWholeNumbers(text, { start, end: start }).end;
}
