/** Code units in a gram. */
const SIZE = 4;
const BITS = 18;
const MULTIPLIER = 0x9e3779b1;

/** Places of a pattern's rarest gram that are looked at; with more, the text is read instead. */
const MOST_PLACES = 2000;

/**
 * Where each four units in a row stand in a text, by their hash: the places of a pattern are then found
 * without reading the text again. Made in two readings of it; four bytes a unit, and a megabyte.
 */
export class GramIndex {
  /** For each hash, where its places begin in `places`. */
  private readonly begins = new Uint32Array((1 << BITS) + 1);
  private readonly places: Uint32Array;

  constructor(private readonly text: Uint16Array) {
    const count = Math.max(0, text.length - SIZE + 1);
    const { begins } = this;
    for (let at = 0; at < count; at += 1) begins[hashAt(text, at) + 1]! += 1;
    for (let hash = 0; hash < 1 << BITS; hash += 1) begins[hash + 1]! += begins[hash]!;
    this.places = new Uint32Array(count);
    const next = begins.slice();
    for (let at = 0; at < count; at += 1) {
      const hash = hashAt(text, at);
      this.places[next[hash]!] = at;
      next[hash]! += 1;
    }
  }

  /** Every place of a pattern, in order; undefined where it is too short or all of it too common. */
  placesOf(pattern: Uint16Array): number[] | undefined {
    const rarest = this.rarest(pattern);
    if (!rarest) return undefined;
    const found: number[] = [];
    for (let index = rarest.from; index < rarest.to; index += 1) {
      const start = this.places[index]! - rarest.at;
      if (start >= 0 && this.stands(pattern, start)) found.push(start);
    }
    return found;
  }

  private rarest(pattern: Uint16Array) {
    let rarest: { at: number; from: number; to: number } | undefined;
    for (let at = 0; at + SIZE <= pattern.length; at += 1) {
      const hash = hashAt(pattern, at);
      const [from, to] = [this.begins[hash]!, this.begins[hash + 1]!];
      if (to - from <= MOST_PLACES && (!rarest || to - from < rarest.to - rarest.from)) {
        rarest = { at, from, to };
      }
    }
    return rarest;
  }

  private stands(pattern: Uint16Array, start: number): boolean {
    if (start + pattern.length > this.text.length) return false;
    for (let at = 0; at < pattern.length; at += 1) {
      if (this.text[start + at] !== pattern[at]) return false;
    }
    return true;
  }
}

function hashAt(units: Uint16Array, at: number): number {
  const low = units[at]! | (units[at + 1]! << 16);
  const high = units[at + 2]! | (units[at + 3]! << 16);
  return Math.imul(Math.imul(low, MULTIPLIER) ^ high, MULTIPLIER) >>> (32 - BITS);
}
