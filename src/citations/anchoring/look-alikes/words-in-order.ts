import { UNSPACED } from '../../../text/characters.js';
import type { Place } from '../../../text/place.js';

const WORD = new RegExp(`[${UNSPACED}]\\p{M}*|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/** The words of a text, or its letters where a script puts no space between words, and where they begin. */
export class PlacedWords {
  readonly words: readonly string[];
  private readonly starts: readonly number[];

  constructor(text: string) {
    const found = [...text.matchAll(WORD)];
    this.words = found.map(([word]) => word);
    this.starts = found.map(({ index }) => index);
  }

  /** The indices of the words that begin within a place, end exclusive. */
  within({ start, end }: Place): Place {
    return { start: this.indexAt(start), end: this.indexAt(end) };
  }

  /** How many words begin before a UTF-16 code unit. */
  private indexAt(unit: number): number {
    let [low, high] = [0, this.starts.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.starts[middle]! < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Tells how many of the first words of one text another has as well, in the same order. */
export type InOrder = (first: number) => number;

/**
 * The longest common subsequences of the beginnings of two texts, of 32 words in one step (Hyyrö 2004,
 * "Bit-parallel LCS-length computation revisited"). The cost is a thirty-second of the product of the two
 * numbers of words.
 *
 * @param stops of the others, how many are to be looked at
 */
export function wordsInOrder(
  words: readonly string[],
  others: readonly string[],
  stops: readonly number[],
): ReadonlyMap<number, InOrder> {
  const places = placesOfEach(words);
  const wanted = new Set(stops);
  const last = Math.max(0, ...stops);
  const common = new CommonWords(words.length);
  const found = new Map<number, InOrder>();
  for (let read = 0; read <= last; read += 1) {
    if (wanted.has(read)) found.set(read, common.counted());
    const occurring = places.get(others[read] ?? '');
    if (occurring) common.add(occurring);
  }
  return found;
}

function placesOfEach(words: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, word] of words.entries()) {
    const known = places.get(word);
    if (known) known.push(index);
    else places.set(word, [index]);
  }
  return places;
}

const BITS = 32;
const ALL_ONES = 0xffffffff;

/** One bit for each word of a text: 0 where the longest common subsequence grows with that word. */
class CommonWords {
  private readonly bits: Uint32Array;
  private readonly mask: Uint32Array;
  private readonly masks = new Map<readonly number[], Uint32Array>();

  constructor(length: number) {
    this.bits = new Uint32Array(Math.ceil(length / BITS)).fill(ALL_ONES);
    this.mask = new Uint32Array(this.bits.length);
  }

  /** Reads on by a word of the other text, which the text has in these places. */
  add(places: readonly number[]): void {
    const { bits } = this;
    const [first, last] = [places[0]! >>> 5, places.at(-1)! >>> 5];
    const mask = this.maskOf(places);
    let carried = 0;
    for (let at = first; at < bits.length && (at <= last || carried > 0); at += 1) {
      const [before, here] = [bits[at]!, mask[at]!];
      const sum = before + ((before & here) >>> 0) + carried;
      carried = sum > ALL_ONES ? 1 : 0;
      bits[at] = sum | (before & ~here);
    }
    if (mask === this.mask) mask.fill(0, first, last + 1);
  }

  /** Those of words that come often are kept: of such there are at most 32. */
  private maskOf(places: readonly number[]): Uint32Array {
    const known = this.masks.get(places);
    if (known) return known;
    const isFrequent = places.length > this.bits.length;
    const mask = isFrequent ? new Uint32Array(this.bits.length) : this.mask;
    for (const place of places) mask[place >>> 5]! |= 1 << (place & 31);
    if (isFrequent) this.masks.set(places, mask);
    return mask;
  }

  counted(): InOrder {
    const bits = this.bits.slice();
    return (first) => {
      let count = 0;
      for (let at = 0; at * BITS < first; at += 1) {
        const rest = first - at * BITS;
        const looked = rest < BITS ? (1 << rest) - 1 : ALL_ONES;
        count += onesIn(~bits[at]! & looked);
      }
      return count;
    };
  }
}

function onesIn(bits: number): number {
  let count = 0;
  for (let left = bits; left !== 0; left &= left - 1) count += 1;
  return count;
}
