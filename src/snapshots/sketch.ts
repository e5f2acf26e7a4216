import type { Sketch } from '../../events/source/source-events.js';
import { hashesOf, hashesText } from '../../events/source/sketch-hashes.js';
import { wordsOf } from './words.js';

const { imul } = Math;

/** Raised whenever the same text would give another sketch. */
const SKETCH_ALGORITHM = 'shingles/2';

/** Words in a shingle. */
const SHINGLE = 8;

/** Hashes in a sketch, at most. */
const KEPT = 256;

/** UTF-16 code units: what takes some tenths of a second. */
const LONGEST = 1_000_000;

/** MurmurHash3 (x86, 32 bits), by Austin Appleby, public domain. */
const [C1, C2] = [0xcc9e2d51, 0x1b873593];

/** FNV-1a, 32 bits. */
const [FNV_OFFSET, FNV_PRIME] = [0x811c9dc5, 0x01000193];

/**
 * `shingles/2`: every eight words of the text that follow one another are a shingle; words are those of
 * `wordsOf`. A word is hashed by FNV-1a over its UTF-16 code units, the eight hashes together by
 * MurmurHash3 to 32 bits. The sketch keeps the 256 least hashes (a bottom-k sketch: Broder, "On the
 * resemblance and containment of documents", 1997; Thorup, "Bottom-k and priority sampling, set
 * similarity and subset sums", 2013) and the number of different ones. Of a text over 1,000,000 UTF-16
 * code units only the beginning is looked at. Time is linear in the text but for the sorting of its
 * hashes.
 *
 * @returns undefined where the text has fewer than eight words
 */
export function sketchOf(text: string): Sketch | undefined {
  const hashes = shingleHashes(text.slice(0, LONGEST));
  if (hashes.length === 0) return undefined;
  hashes.sort();
  const least = new Uint32Array(Math.min(KEPT, hashes.length));
  let shingles = 0;
  let before: number | undefined;
  for (const hash of hashes) {
    if (hash === before) continue;
    if (shingles < KEPT) least[shingles] = hash;
    shingles += 1;
    before = hash;
  }
  const kept = least.subarray(0, Math.min(KEPT, shingles));
  return { algorithm: SKETCH_ALGORITHM, hashes: hashesText(kept), shingles };
}

/** What two sketches tell of what their texts share. */
export interface Comparison {
  /** How many hashes both sketches hold, of those that both would hold if the text had them. */
  readonly shared: number;
  /** Estimated share of the first text's shingles that stand in the second, 0 to 1. */
  readonly share: number;
}

const NOTHING: Comparison = { shared: 0, share: 0 };

/**
 * Below the greater hashes that either sketch leaves out, both are complete: the share of the first's
 * hashes there that the second holds is taken for that of all. Exact where neither text has more than
 * 256 shingles. Else the sample has about 256 hashes divided by how many times longer the
 * longer text is, so that little can be said of a short text within a very long one.
 *
 * @param leftOut hashes that count for neither text
 */
export function compareSketches(a: Sketch, b: Sketch, leftOut?: ReadonlySet<number>): Comparison {
  if (a.algorithm !== b.algorithm) return NOTHING;
  const [first, second] = [hashesOf(a), hashesOf(b)];
  const most = Math.min(lastComplete(first, a), lastComplete(second, b));
  const others = new Set(second);
  let [sample, shared] = [0, 0];
  for (const hash of first) {
    if (hash > most) break;
    if (leftOut?.has(hash)) continue;
    sample += 1;
    if (others.has(hash)) shared += 1;
  }
  return sample === 0 ? NOTHING : { shared, share: shared / sample };
}

/** Up to which hash, inclusive, nothing of the text is missing in the sketch. */
function lastComplete(hashes: Uint32Array, { shingles }: Sketch): number {
  return hashes.length === shingles ? Infinity : (hashes.at(-1) ?? 0);
}

/** Hashes every shingle, in the order of the text; the same hash may come several times. */
function shingleHashes(text: string): Uint32Array {
  const last = new Uint32Array(SHINGLE);
  const hashes: number[] = [];
  let words = 0;
  for (const word of wordsOf(text, LONGEST)) {
    last[words % SHINGLE] = wordHash(word);
    words += 1;
    if (words >= SHINGLE) hashes.push(shingleHash(last, words % SHINGLE));
  }
  return Uint32Array.from(hashes);
}

function wordHash(word: string): number {
  let hash = FNV_OFFSET;
  for (let at = 0; at < word.length; at += 1) {
    hash = imul(hash ^ word.charCodeAt(at), FNV_PRIME);
  }
  return hash >>> 0;
}

/** @param oldest where in the ring of word hashes the shingle begins */
function shingleHash(words: Uint32Array, oldest: number): number {
  let hash = 0;
  for (let n = 0; n < SHINGLE; n += 1) {
    const word = words[(oldest + n) % SHINGLE]!;
    hash ^= imul(rotated(imul(word, C1), 15), C2);
    hash = imul(rotated(hash, 13), 5) + 0xe6546b64;
  }
  hash ^= 4 * SHINGLE;
  hash = imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

function rotated(bits: number, by: number): number {
  return (bits << by) | (bits >>> (32 - by));
}
