import { CHANGED, kindOf, PLAIN, typed } from './treatment.js';

const SPACE = 0x20;

/** How many changed pieces are remembered, for a text has few different ones. */
const MOST_REMEMBERED = 4096;

/** What pieces become. */
export class Changes {
  private readonly known = new Map<string, string>();

  of(first: string, joined: string): string {
    const piece = first + joined;
    let changed = this.known.get(piece);
    if (changed === undefined) {
      // NFKC leads to some quotes and dashes, so they are made plain afterwards, too.
      changed = [...(typed(first) + joined).normalize('NFKC')].map(typed).join('');
      if (this.known.size < MOST_REMEMBERED) this.known.set(piece, changed);
    }
    return changed;
  }
}

/** Normalized units with the way back, as they are added. */
export class NormalizedOutput {
  private units: Uint16Array<ArrayBuffer>;
  private starts: Uint32Array<ArrayBuffer>;
  private ends: Uint32Array<ArrayBuffer>;
  private length = 0;

  constructor(expected: number) {
    // A little more, for some pieces grow ("…" into three dots).
    const capacity = expected + (expected >> 4);
    this.units = new Uint16Array(capacity);
    this.starts = new Uint32Array(capacity);
    this.ends = new Uint32Array(capacity);
  }

  /**
   * What stands for itself and is followed by nothing that joins it, from there on, which is most of
   * any text; where it ends.
   */
  addRun(source: Uint16Array, from: number): number {
    this.makeRoom(source.length - from);
    const { units, starts, ends } = this;
    let { length } = this;
    let inSpace = length > 0 && units[length - 1] === SPACE;
    let at = from;
    let alone = at < source.length && isAlone(source[at]!);
    while (alone) {
      const unit = source[at]!;
      const end = at + 1;
      alone = end < source.length && isAlone(source[end]!);
      // Half a pair, too: its other half must be known first.
      if (!alone && end < source.length && kindOf(source[end]!) !== CHANGED) break;
      const space = isSpace(unit);
      if (!space || !inSpace) {
        units[length] = space ? SPACE : unit;
        starts[length] = at;
        length += 1;
      }
      ends[length - 1] = end;
      inSpace = space;
      at = end;
    }
    this.length = length;
    return at;
  }

  /** A piece that stands for itself. */
  addPlain(text: string, start: number, end: number): void {
    for (let at = start; at < end; at += 1) this.push(text.charCodeAt(at), start, end);
  }

  /** What a piece has become. */
  add(piece: string, start: number, end: number): void {
    for (let at = 0; at < piece.length; at += 1) this.push(piece.charCodeAt(at), start, end);
  }

  /** What was added. */
  text(): { units: Uint16Array; starts: Uint32Array; ends: Uint32Array } {
    const { units, starts, ends, length } = this;
    return {
      units: units.subarray(0, length),
      starts: starts.subarray(0, length),
      ends: ends.subarray(0, length),
    };
  }

  private push(unit: number, start: number, end: number): void {
    const space = isSpace(unit);
    const last = this.length - 1;
    if (space && last >= 0 && this.units[last] === SPACE) {
      this.ends[last] = end;
      return;
    }
    this.makeRoom(1);
    this.units[this.length] = space ? SPACE : unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  private makeRoom(more: number): void {
    const { units, starts, ends } = this;
    if (this.length + more <= units.length) return;
    const capacity = Math.max(2 * units.length, this.length + more) + 32;
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

/** White_Space of the Unicode Character Database, less what NFKC has made a space already. */
function isSpace(unit: number): boolean {
  if (unit <= SPACE) return unit === SPACE || (unit >= 0x09 && unit <= 0x0d);
  if (unit < 0x85) return false;
  return unit === 0x85 || unit === 0x1680 || unit === 0x2028 || unit === 0x2029;
}
