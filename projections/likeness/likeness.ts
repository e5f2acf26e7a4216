import { compatible } from '../../src/text/fold.js';
import { runsOf } from '../../src/text/runs.js';

/** How many minima are taken of a set of trigrams, and how many of them make one band. */
export interface Banding {
  readonly bands: number;
  /** Minima in a band. */
  readonly rows: number;
}

/** What the rows of the views are made with; `bench/likeness-study.ts` holds others against it. */
export const BANDING: Banding = { bands: 18, rows: 3 };
export const BANDS = BANDING.bands;

/** How like another text a text is, as rows keep it. */
export interface Likeness {
  /** The hash of the whole normalised text. */
  readonly whole: number;
  /** {@link BANDS} numbers; two texts are compared where one of them is equal in the same place. */
  readonly bands: readonly number[];
}

/**
 * MinHash with banding (Broder, "On the resemblance and containment of documents", 1997; Leskovec,
 * Rajaraman, Ullman, "Mining of Massive Datasets", 3.3 and 3.4) over {@link trigramsOf} the text.
 *
 * Two texts whose trigrams have the Jaccard similarity s agree in one minimum with probability s, in a
 * band of r = 3 of them with s³, and in at least one of b = 18 bands with 1 - (1 - s³)¹⁸:
 *
 * | s | 0.1 | 0.2 | 0.3 | 0.4 | 0.5 | 0.6 | 0.7 | 0.8 |
 * |---|---|---|---|---|---|---|---|---|
 * | found | 0.018 | 0.135 | 0.389 | 0.696 | 0.910 | 0.987 | 0.999 | 1.000 |
 *
 * Every number is a signed 32-bit integer, and the same for ever: it is kept in rows that must come
 * back byte for byte. A trigram is hashed with FNV-1a over its UTF-16 code units, low byte first; the
 * n-th permutation (n from 1) of a hash h is fmix32(h xor fmix32(n · 0x9e3779b9)), with fmix32 the
 * finalizer of MurmurHash3, which permutes the 32-bit numbers; a band is FNV-1a over the bytes of its
 * minima, low byte first. Changing any of it changes rows: the projection's version must be raised.
 *
 * Cost: linear in the text's length; 54 permutations a trigram.
 */
export function likenessOf(text: string, banding = BANDING): Likeness {
  const normalized = normalizedWords(text);
  return { whole: hashOf(normalized), bands: bandsOf(normalized, banding) };
}

function bandsOf(normalized: string, { bands, rows }: Banding): number[] {
  const seeds = seedsOf(bands * rows);
  const minima = new Uint32Array(seeds.length).fill(0xffffffff);
  eachTrigram(normalized, (one, two, three) => {
    const hash = fnv(fnv(fnv(FNV_BASIS, one), two), three);
    for (let n = 0; n < minima.length; n += 1) {
      const permuted = fmix32(hash ^ seeds[n]!) >>> 0;
      if (permuted < minima[n]!) minima[n] = permuted;
    }
  });
  return Array.from({ length: bands }, (_, band) => {
    let hash = FNV_BASIS;
    for (const minimum of minima.subarray(band * rows, (band + 1) * rows)) {
      hash = fnv(fnv(hash, minimum & 0xffff), minimum >>> 16);
    }
    return hash;
  });
}

/**
 * The Jaccard similarity of two sets of trigrams: 1 where they are the same, as two empty ones are, 0
 * where they share none.
 */
export function similarityOf(some: Trigrams, others: Trigrams): number {
  if (some.size === 0 && others.size === 0) return 1;
  const shared = some.shared(others);
  return shared / (some.size + others.size - shared);
}

/**
 * Three UTF-16 code units in a row of the {@link normalizedWords} and of the space at either end; none of
 * a blank text.
 */
export function trigramsOf(text: string): Trigrams {
  return new Trigrams(normalizedWords(text));
}

/** A set of trigrams, as numbers: one is made for every claim that a look-up compares. */
export class Trigrams {
  /** Open addressing; 0 where nothing is. */
  private readonly codes: Float64Array;
  private count = 0;

  constructor(normalized: string) {
    this.codes = new Float64Array(2 ** Math.ceil(Math.log2(2 * normalized.length + 2)));
    eachTrigram(normalized, (one, two, three) => {
      // 48 bits, which a double holds; 0 is none of them.
      const code = (one * 0x10000 + two) * 0x10000 + three + 1;
      const place = this.placeOf(code);
      if (this.codes[place] === code) return;
      this.codes[place] = code;
      this.count += 1;
    });
  }

  get size(): number {
    return this.count;
  }

  /** How many stand in the other set, too. */
  shared(others: Trigrams): number {
    let shared = 0;
    for (let at = 0; at < this.codes.length; at += 1) {
      const code = this.codes[at]!;
      if (code !== 0 && others.codes[others.placeOf(code)] === code) shared += 1;
    }
    return shared;
  }

  /** Returns where it stands, or would. */
  private placeOf(code: number): number {
    const { codes } = this;
    const last = codes.length - 1;
    const high = Math.floor(code / 0x10000);
    let place = fmix32(high ^ Math.imul(code - high * 0x10000, FNV_PRIME)) & last;
    while (codes[place] !== 0 && codes[place] !== code) place = (place + 1) & last;
    return place;
  }
}

/**
 * The words of a text as `runsOf` folds them, a space between them: case, accents of Latin letters, vowel
 * marks and hamzas, digits of another script make no difference. Where it has no word, as an emoji has
 * none, the text itself in NFKC and lower case.
 */
export function normalizedWords(text: string): string {
  const words = joinedRuns(text);
  if (words !== '') return words;
  const itself = compatible(text).trim();
  // A sign may be made of letters, as ㈱ is.
  return joinedRuns(itself) || itself;
}

function joinedRuns(text: string): string {
  return Array.from(runsOf(text), (run) => run.text).join(' ');
}

function eachTrigram(
  normalized: string,
  take: (one: number, two: number, three: number) => void,
): void {
  const padded = ` ${normalized} `;
  let one = padded.charCodeAt(0);
  let two = padded.charCodeAt(1);
  for (let at = 2; at < padded.length; at += 1) {
    const three = padded.charCodeAt(at);
    take(one, two, three);
    one = two;
    two = three;
  }
}

/** 32-bit FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

function hashOf(text: string): number {
  let hash = FNV_BASIS;
  for (let at = 0; at < text.length; at += 1) hash = fnv(hash, text.charCodeAt(at));
  return hash;
}

/** Takes in 16 bits, the low byte first. */
function fnv(hash: number, bits: number): number {
  const low = Math.imul(hash ^ (bits & 0xff), FNV_PRIME);
  return Math.imul(low ^ (bits >>> 8), FNV_PRIME);
}

/** https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp */
function fmix32(bits: number): number {
  let hash = bits;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function seedsOf(minima: number): Int32Array {
  return minima === SEEDS.length ? SEEDS : seeds(minima);
}

function seeds(minima: number): Int32Array {
  return Int32Array.from({ length: minima }, (_, n) => fmix32(Math.imul(n + 1, 0x9e3779b9)));
}

const SEEDS = seeds(BANDING.bands * BANDING.rows);
