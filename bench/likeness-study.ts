import {
  BANDING,
  likenessOf,
  similarityOf,
  trigramsOf,
  type Banding,
} from '../projections/likeness/likeness.js';
import { Chance } from '../test/support/generated-ledger/chance.js';
import type { Bench, Report } from './report.js';
import { edited, PHRASED, SCRIPTS } from './worded-claims.js';

/** Pairs in each tenth of similarity, of each script. */
const PAIRS = 100;
const TENTHS = [0.5, 0.6, 0.7, 0.8, 0.9];
const LEDGERS = [20_000, 100_000];
const ASKED = 200;

/** What the views are made with, what issue 12 tried, and what lies between. */
const BANDINGS: readonly Banding[] = [
  { bands: 18, rows: 3 },
  { bands: 24, rows: 5 },
  { bands: 24, rows: 4 },
  { bands: 28, rows: 4 },
  { bands: 32, rows: 4 },
  { bands: 38, rows: 4 },
  { bands: 54, rows: 5 },
];

/**
 * Which banding finds how many pairs of like claims, and how many other claims it brings with them. The
 * same pairs and the same ledgers for every banding; the same in every run.
 */
export const likenessStudy: Bench = {
  name: 'likeness-study',
  about: 'pairs of like claims that share a band, and how many other claims do',
  run: async (report) => study(report),
};

function study(report: Report): void {
  const pairs = gradedPairs(new Chance(7));
  for (const [tenth, found] of pairs) report.count(`pairs from ${tenth}`, found.length);
  for (const banding of BANDINGS) {
    for (const [tenth, found] of pairs) {
      const met = found.filter(([one, other]) => meet(one, other, banding)).length;
      report.count(`${nameOf(banding)}: found from ${tenth}`, met);
    }
  }
  brought(report, new Chance(8));
}

type Pair = readonly [string, string];

/** Pairs of a claim and what became of it by one edit after the other, by the tenth that they lie in. */
function gradedPairs(chance: Chance): Map<number, Pair[]> {
  const all = new Map<number, Pair[]>(TENTHS.map((tenth) => [tenth, []]));
  for (const script of SCRIPTS) {
    const missing = new Map(TENTHS.map((tenth) => [tenth, PAIRS]));
    while ([...missing.values()].some((count) => count > 0)) {
      const one = script.claim(chance);
      let other = one;
      for (let edits = chance.int(1, 10); edits > 0; edits -= 1) {
        other = edited(other, script, chance);
      }
      const score = similarityOf(trigramsOf(one), trigramsOf(other));
      const tenth = TENTHS.findLast((from) => score >= from);
      if (tenth === undefined || missing.get(tenth) === 0) continue;
      missing.set(tenth, missing.get(tenth)! - 1);
      all.get(tenth)!.push([one, other]);
    }
  }
  return all;
}

function meet(one: string, other: string, banding: Banding): boolean {
  const [a, b] = [likenessOf(one, banding), likenessOf(other, banding)];
  return a.whole === b.whole || a.bands.some((band, n) => band === b.bands[n]);
}

/** How many claims of a ledger share a band with one that is asked for, in the mean. */
function brought(report: Report, chance: Chance): void {
  const asked = Array.from({ length: ASKED }, () => PHRASED.claim(chance));
  const indexes = BANDINGS.map((banding) => ({
    banding,
    askedBy: askedBy(asked, banding),
    all: 0,
  }));
  let claims = 0;
  for (const size of LEDGERS) {
    for (; claims < size; claims += 1) {
      const text = PHRASED.claim(chance);
      for (const index of indexes) index.all += sharing(text, index);
    }
    for (const { banding, all } of indexes) {
      report.figure({
        name: `${nameOf(banding)}: brought of ${size} claims`,
        unit: 'claims a look-up',
        rounds: [all / ASKED],
      });
    }
  }
}

type AskedBy = ReadonlyMap<number, readonly number[]>;

function askedBy(asked: readonly string[], banding: Banding): AskedBy {
  const found = new Map<number, number[]>();
  for (const [n, text] of asked.entries()) {
    for (const place of placesOf(text, banding)) {
      found.set(place, [...(found.get(place) ?? []), n]);
    }
  }
  return found;
}

function sharing(text: string, index: { readonly banding: Banding; readonly askedBy: AskedBy }) {
  const places = placesOf(text, index.banding);
  return new Set(places.flatMap((place) => index.askedBy.get(place) ?? [])).size;
}

/** Bands with their places, for they count only where they are equal in the same place. */
function placesOf(text: string, banding: Banding): number[] {
  return likenessOf(text, banding).bands.map((band, n) => n * 2 ** 33 + band);
}

function nameOf(banding: Banding): string {
  const kept = banding.bands === BANDING.bands && banding.rows === BANDING.rows;
  return `${banding.bands} bands of ${banding.rows}${kept ? ' (kept)' : ''}`;
}
