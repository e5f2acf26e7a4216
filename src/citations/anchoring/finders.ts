import { LOWERED, MOST_MARKS_ON_LETTER, RAISED } from '../../text/characters.js';
import { cutsPair } from './code-points.js';
import { unitsOf } from './code-units.js';
import { asideAt } from './note-signs.js';
import { withWholeNumbers } from './numbers.js';
import { occurrences } from './occurrences.js';
import { seamsWithin } from './seams.js';
import { isBoundary, type Skeleton } from './skeleton.js';
import type { SnapshotText } from './snapshot-text.js';
import { withWholeQuantities } from './whole-quantities.js';
import { divisionEnd, divisionStart } from './word-edges.js';

/** A place in a snapshot's text, in UTF-16 code units, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A run of a skeleton's units, end exclusive. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

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

/**
 * Every run of the letters and digits of a quote, in order, that does not begin or end within a piece.
 *
 * @param places where those letters stand, in order
 */
export function* sameLetters(
  skeleton: Skeleton,
  quote: Uint16Array,
  places: Iterable<number> = occurrences(skeleton.units, quote),
): Generator<Run> {
  for (const from of places) {
    const to = from + quote.length;
    if (isBoundary(skeleton, from) && isBoundary(skeleton, to)) yield { from, to };
  }
}

/** Where the number ends in which a place begins. */
function numberEndAt(text: string, start: number): number {
  return withWholeNumbers(text, { start, end: start }).end;
}

const RAISED_OR_LOWERED = new RegExp(`^[${RAISED}${LOWERED}]`, 'u');

/**
 * The place with the whole of a quantity, a unit's power, an index, a divided word or a letter with its
 * marks that it would cut.
 */
export function withWholeFigures(
  text: string,
  place: Place,
  marked: readonly Place[],
  language = 'en',
): Place {
  const numbers = withWholeNumbers(text, place, marked);
  const { start: first, end: last } = withWholeQuantities(
    text,
    numbers,
    marked,
    language.split('-')[0]!,
  );
  const start = divisionStart(text, first);
  const end = letterEnd(text, divisionEnd(text, last));
  if (end === text.length || !RAISED_OR_LOWERED.test(text[end]!)) return { start, end };
  const aside = asideAt(text, end);
  return { start, end: aside && aside.role !== 'note' ? aside.end : end };
}

function letterEnd(text: string, end: number): number {
  let at = end;
  for (let marks = 0; marks < MOST_MARKS_ON_LETTER && isOnALetter(text, at); marks += 1) {
    at += text.codePointAt(at)! > 0xffff ? 2 : 1;
  }
  return at;
}

/** An accent, a vowel; not what asks for another picture of the character before. */
const ON_A_LETTER = /^(?!\p{Variation_Selector})[\p{Mn}\p{Mc}]/u;
const FIRST_ON_A_LETTER = 0x300;

/** Whether what stands here belongs to the letter before it. */
function isOnALetter(text: string, at: number): boolean {
  return text.charCodeAt(at) >= FIRST_ON_A_LETTER && ON_A_LETTER.test(text.slice(at, at + 2));
}
