import { stringOf, unitsOf } from './code-units.js';
import { Changes, NormalizedOutput } from './normalized-output.js';
import { DROPPED, JOINING, kindOf, PLAIN } from './treatment.js';

/** A text as it is compared, with the way back from each of its UTF-16 code units. */
export interface NormalizedText {
  readonly units: Uint16Array;
  /** Where in the original the piece begins that a unit came from (UTF-16 code units) … */
  readonly starts: Uint32Array;
  /** … and where it ends. Units that came from one piece cannot be told apart in the original. */
  readonly ends: Uint32Array;
}

/** A base and 30 marks: no stream-safe text (UAX #15, 12) has more. Keeps the cost of a piece bounded. */
const LONGEST_PIECE = 31;

const SPACE = 0x20;

/**
 * Drops what has no width, makes typographic quotes and dashes plain, applies NFKC, and turns each run
 * of white space into one space. It works piece by piece; a piece is a code point with all that may
 * join it, so that the pieces' NFKC together is the NFKC of the whole. The cost grows with the
 * length of the text alone.
 *
 * @param source the code units of the same text, where they are at hand
 */
export function normalizedText(text: string, source = unitsOf(text)): NormalizedText {
  const output = new NormalizedOutput(text.length);
  const changes = new Changes();
  let at = 0;
  while (at < text.length) {
    at = output.addRun(source, at);
    if (at === text.length) break;
    const start = at;
    const first = text.codePointAt(at)!;
    at += width(first);
    const kind = kindOf(first);
    if (kind === DROPPED) continue;
    let end = at;
    let joined = '';
    for (let length = 1; at < text.length && length < LONGEST_PIECE;) {
      const next = text.codePointAt(at)!;
      const nextKind = kindOf(next);
      if (nextKind !== JOINING && nextKind !== DROPPED) break;
      at += width(next);
      if (nextKind === DROPPED) continue;
      joined += String.fromCodePoint(next);
      end = at;
      length += 1;
    }
    if (kind === PLAIN && joined === '') output.addPlain(text, start, end);
    else output.add(changes.of(String.fromCodePoint(first), joined), start, end);
  }
  return output.text();
}

/** A text as it is compared, without the way back. */
export function normalizedString(text: string): string {
  return stringOf(normalizedText(text).units);
}

/** The same without its spaces. */
export function withoutSpaces({ units, starts, ends }: NormalizedText): NormalizedText {
  const kept = {
    units: new Uint16Array(units.length),
    starts: new Uint32Array(units.length),
    ends: new Uint32Array(units.length),
  };
  let length = 0;
  for (let at = 0; at < units.length; at += 1) {
    if (units[at] === SPACE) continue;
    kept.units[length] = units[at]!;
    kept.starts[length] = starts[at]!;
    kept.ends[length] = ends[at]!;
    length += 1;
  }
  return cut(kept, 0, length);
}

/** The same without a space at either end. */
export function trimmed({ units, starts, ends }: NormalizedText): NormalizedText {
  const from = units[0] === SPACE ? 1 : 0;
  const to = units.length - (units.at(-1) === SPACE ? 1 : 0);
  return cut({ units, starts, ends }, from, to);
}

/** Whether the place before this unit is a place in the original, too, and not inside a piece. */
export function isBoundary({ units, starts, ends }: NormalizedText, index: number): boolean {
  return index === 0 || index === units.length || starts[index]! >= ends[index - 1]!;
}

function cut({ units, starts, ends }: NormalizedText, from: number, to: number): NormalizedText {
  return {
    units: units.subarray(from, to),
    starts: starts.subarray(from, to),
    ends: ends.subarray(from, to),
  };
}

function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}
