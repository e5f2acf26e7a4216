import { MOST_MARKS_ON_LETTER } from '../../../text/characters.js';
import { stringOf, unitsOf } from '../../../text/code-units.js';
import type { Place } from '../../../text/place.js';
import {
  BY_CONTEXT,
  formOf,
  JOINING,
  classOf,
  lettersOfPiece,
  NO_LETTER,
  OTHER_FORM,
  PASSED_OVER,
} from '../characters/letters.js';
import { asideAt, plainDigit, type Role } from '../numbers/note-signs.js';

/**
 * A text's letters and digits alone, folded, with the way back from each of its UTF-16 code units. Two
 * texts that differ only in spaces, marks, case, accents or the grouping of numbers have the same; how
 * they differ is looked at afterwards, in the few places that were found.
 */
export interface Skeleton {
  readonly units: Uint16Array;
  /** Where in the original the piece begins that a unit came from (UTF-16 code units) … */
  readonly starts: Uint32Array;
  /** … and where it ends. Units that came from one piece cannot be told apart in the original. */
  readonly ends: Uint32Array;
}

/** A run of a skeleton's units, end exclusive. */
export interface Run {
  readonly from: number;
  readonly to: number;
}

/** A letter and its marks. Keeps the cost of a piece bounded. */
const LONGEST_PIECE = 1 + MOST_MARKS_ON_LETTER;

/** The first that may join the one before it. */
const FIRST_JOINING = 0x300;

/**
 * Signs of notes are passed over, and so are powers, fractions and other numbers that are no digits: they
 * must not run into the digits beside them. The cost grows with the length of the text alone.
 *
 * @param source the code units of the same text, where they are at hand
 */
export function skeletonOf(text: string, source = unitsOf(text)): Skeleton {
  const output = new Output(source.length);
  const { length } = source;
  let at = 0;
  while (at < length) {
    at = output.addRun(source, at);
    if (at === length) break;
    const itsClass = isPaired(source, at) ? 0 : classOf(source[at]!);
    at = itsClass === BY_CONTEXT ? addAside(text, at, output) : addPiece(text, at, output);
  }
  return output.skeleton();
}

/** The same text's without some stretches of it, which ascend and do not touch. */
export function without(skeleton: Skeleton, stretches: readonly Place[]): Skeleton {
  const output = new Output(skeleton.units.length);
  let index = 0;
  for (const [at, unit] of skeleton.units.entries()) {
    const start = skeleton.starts[at]!;
    while (index < stretches.length && stretches[index]!.end <= start) index += 1;
    const left = stretches[index];
    if (!left || start < left.start) output.add(unit, start, skeleton.ends[at]!);
  }
  return output.skeleton();
}

/** Whether the place before this unit is a place in the original, too, and not inside a piece. */
export function isBoundary({ units, starts, ends }: Skeleton, index: number): boolean {
  return index === 0 || index === units.length || starts[index]! >= ends[index - 1]!;
}

const TYPED = /^[!-Z\\^-~]+$/;

/** The units of a text's skeleton as a text. */
export function skeletonString(text: string): string {
  // Most words: no bracket in them, and nothing that folds otherwise.
  if (TYPED.test(text)) return text.toLowerCase().replace(/[^a-z0-9]+/g, '');
  return stringOf(skeletonOf(text).units);
}

/** A character with all that joins it; where it ends. */
function addPiece(text: string, start: number, output: Output): number {
  const first = text.codePointAt(start)!;
  let at = start + width(first);
  let end = at;
  let joined = '';
  if (classOf(first) === PASSED_OVER) return at;
  for (let length = 1; at < text.length && length < LONGEST_PIECE;) {
    const next = text.codePointAt(at)!;
    const itsClass = classOf(next);
    if (
      itsClass !== JOINING &&
      (itsClass !== PASSED_OVER || next < FIRST_JOINING || !isWithoutWidth(next))
    )
      break;
    at += width(next);
    if (itsClass !== JOINING) continue;
    joined += String.fromCodePoint(next);
    end = at;
    length += 1;
  }
  const letters = lettersOfPiece(first, joined);
  for (let index = 0; index < letters.length; index += 1) {
    output.add(letters.charCodeAt(index), start, end);
  }
  return end;
}

/** Whose digits are digits of the word or the number before them; others are no letters. */
const ON_THE_LINE: ReadonlySet<Role> = new Set(['unit', 'index', 'cents']);

function addAside(text: string, start: number, output: Output): number {
  const aside = asideAt(text, start);
  if (!aside) return start + 1;
  if (ON_THE_LINE.has(aside.role)) {
    for (let at = start; at < aside.end; at += 1) {
      const digit = plainDigit(text[at]!);
      if (digit !== undefined) output.add(digit.charCodeAt(0), at, at + 1);
    }
  }
  return aside.end;
}

const WITHOUT_WIDTH = /^[\p{M}\p{Cf}\u0640]$/u;

/** Whether a code point may stand between a character and a mark that joins it. */
function isWithoutWidth(codePoint: number): boolean {
  return WITHOUT_WIDTH.test(String.fromCodePoint(codePoint));
}

function isPaired(units: Uint16Array, at: number): boolean {
  return (units[at]! & 0xfc00) === 0xd800 && (units[at + 1]! & 0xfc00) === 0xdc00;
}

function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

class Output {
  private units: Uint16Array<ArrayBuffer>;
  private starts: Uint32Array<ArrayBuffer>;
  private ends: Uint32Array<ArrayBuffer>;
  private length = 0;

  constructor(expected: number) {
    this.units = new Uint16Array(expected);
    this.starts = new Uint32Array(expected);
    this.ends = new Uint32Array(expected);
  }

  add(unit: number, start: number, end: number): void {
    // Some pieces grow: "ﬃ" into three letters.
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** Letters that stand for themselves and what is passed over, which is most of any text; where it ends. */
  addRun(source: Uint16Array, from: number): number {
    while (this.units.length - this.length < source.length - from) this.grow();
    const { units, starts, ends } = this;
    const { length: sourceLength } = source;
    let { length } = this;
    let at = from;
    let next = source[at]!;
    while (at < sourceLength) {
      const form = formOf(next);
      next = at + 1 < sourceLength ? source[at + 1]! : 0;
      if (form === OTHER_FORM) break;
      if (next >= FIRST_JOINING && form !== NO_LETTER && formOf(next) <= OTHER_FORM) break;
      // No branch, which a processor could not predict: what is no letter is overwritten by the next one.
      units[length] = form;
      starts[length] = at;
      at += 1;
      ends[length] = at;
      length += (NO_LETTER - form) >>> 31;
    }
    this.length = length;
    return at;
  }

  skeleton(): Skeleton {
    const { units, starts, ends, length } = this;
    return {
      units: units.subarray(0, length),
      starts: starts.subarray(0, length),
      ends: ends.subarray(0, length),
    };
  }

  private grow(): void {
    const { units, starts, ends } = this;
    const capacity = 2 * units.length + 32;
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.units.set(units);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}
