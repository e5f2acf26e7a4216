import { CHANGED, DROPPED, JOINING, kindOf, PLAIN, typed } from './treatment.js';

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

/** `String.fromCharCode` takes only so many arguments. */
const CHUNK = 8192;

/**
 * Drops what has no width, makes typographic quotes and dashes plain, applies NFKC, and turns each run
 * of white space into one space. It works piece by piece; a piece is a code point with all that may
 * join it, so that the pieces' NFKC together is the NFKC of the whole. The cost grows with the
 * length of the text alone.
 */
export function normalizedText(text: string): NormalizedText {
  const output = new Output(text.length);
  let at = 0;
  while (at < text.length) {
    at = output.addRun(text, at);
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
    else output.add((typed(String.fromCodePoint(first)) + joined).normalize('NFKC'), start, end);
  }
  return output.text();
}

/** A text as it is compared, without the way back. */
export function normalizedString(text: string): string {
  return stringOf(normalizedText(text).units);
}

/** Code units as a string. */
export function stringOf(units: Uint16Array): string {
  let text = '';
  for (let from = 0; from < units.length; from += CHUNK) {
    text += String.fromCharCode(...units.subarray(from, from + CHUNK));
  }
  return text;
}

/** The same without its spaces. */
export function withoutSpaces({ units, starts, ends }: NormalizedText): NormalizedText {
  const kept = (_: number, index: number): boolean => units[index] !== SPACE;
  return { units: units.filter(kept), starts: starts.filter(kept), ends: ends.filter(kept) };
}

/** The same without a space at either end. */
export function trimmed({ units, starts, ends }: NormalizedText): NormalizedText {
  const from = units[0] === SPACE ? 1 : 0;
  const to = units.length - (units.at(-1) === SPACE ? 1 : 0);
  return {
    units: units.slice(from, to),
    starts: starts.slice(from, to),
    ends: ends.slice(from, to),
  };
}

/** Whether the place before this unit is a place in the original, too, and not inside a piece. */
export function isBoundary({ units, starts, ends }: NormalizedText, index: number): boolean {
  return index === 0 || index === units.length || starts[index]! >= ends[index - 1]!;
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

  /**
   * What stands for itself and is followed by nothing that joins it, from there on, which is most of
   * any text; where it ends.
   */
  addRun(text: string, from: number): number {
    let at = from;
    let unit = text.charCodeAt(at);
    while (at < text.length && isAlone(unit)) {
      const next = at + 1 < text.length ? text.charCodeAt(at + 1) : SPACE;
      // Half a pair, too: its other half must be known first.
      if (!isAlone(next) && kindOf(next) !== CHANGED) break;
      this.push(unit, at, at + 1);
      at += 1;
      unit = next;
    }
    return at;
  }

  /** A piece that stands for itself. */
  addPlain(text: string, start: number, end: number): void {
    for (let at = start; at < end; at += 1) this.push(text.charCodeAt(at), start, end);
  }

  /** What a piece has become. NFKC leads to some quotes and dashes, so they are made plain here, too. */
  add(piece: string, start: number, end: number): void {
    for (const character of piece) {
      const plain = typed(character);
      for (let at = 0; at < plain.length; at += 1) this.push(plain.charCodeAt(at), start, end);
    }
  }

  text(): NormalizedText {
    return {
      units: this.units.subarray(0, this.length),
      starts: this.starts.subarray(0, this.length),
      ends: this.ends.subarray(0, this.length),
    };
  }

  private push(unit: number, start: number, end: number): void {
    const space = isSpace(unit);
    const last = this.length - 1;
    if (space && last >= 0 && this.units[last] === SPACE) {
      this.ends[last] = end;
      return;
    }
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = space ? SPACE : unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  private grow(): void {
    const capacity = 2 * this.length + 32;
    const { units, starts, ends } = this;
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
    this.units.set(units);
    this.starts.set(starts);
    this.ends.set(ends);
  }
}

/** Surrogates are no characters, though `kindOf` knows them as such. */
function isAlone(unit: number): boolean {
  return kindOf(unit) === PLAIN && (unit & 0xf800) !== 0xd800;
}

function width(codePoint: number): number {
  return codePoint > 0xffff ? 2 : 1;
}

/** White_Space of the Unicode Character Database, less what NFKC has made a space already. */
function isSpace(unit: number): boolean {
  if (unit <= SPACE) return unit === SPACE || (unit >= 0x09 && unit <= 0x0d);
  return unit === 0x85 || unit === 0x1680 || unit === 0x2028 || unit === 0x2029;
}
