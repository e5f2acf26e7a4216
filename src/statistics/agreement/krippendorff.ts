/** Units that were rated alike: how many raters gave each rating, and how many such units there are. */
export interface RatedUnits<Rating> {
  readonly ratings: ReadonlyMap<Rating, number>;
  readonly units: number;
}

/**
 * How far apart two ratings are, squared, from the ratings in their order and how often each was given
 * among those that can be paired.
 */
export type Difference<Rating> = (
  a: number,
  b: number,
  ordered: readonly Rating[],
  given: readonly number[],
) => number;

/** Any two ratings differ alike. */
export const nominal: Difference<unknown> = (a, b) => Number(a !== b);

/** Ratings have an order and no distances: those between two of them count as often as they were given. */
export const ordinal: Difference<unknown> = (a, b, _, given) => {
  const [low, high] = a < b ? [a, b] : [b, a];
  let between = 0;
  for (let g = low; g <= high; g += 1) between += given[g]!;
  return (between - (given[low]! + given[high]!) / 2) ** 2;
};

/** Ratings are numbers on a scale with equal steps. */
export const interval: Difference<number> = (a, b, ordered) => (ordered[a]! - ordered[b]!) ** 2;

export type NoAlpha = 'no-pairs' | 'no-variation';

export interface Agreement {
  /**
   * 1 where all agree, 0 where they agree as by chance, less where they agree less than that; null where
   * nothing can be said, for the reason given.
   */
  readonly alpha: number | null;
  /** `no-pairs`: no unit has two ratings; `no-variation`: all the ratings are the same. */
  readonly reason: NoAlpha | null;
  /** The units that two or more rated; others tell nothing of agreement. */
  readonly units: number;
  /** The ratings of these units. */
  readonly ratings: number;
}

/**
 * Krippendorff's alpha (https://repository.upenn.edu/handle/20.500.14332/2089): how far raters agree, with
 * any number of them to a unit. Who did not rate a unit is left out of it. Ratings that are not among the
 * ordered ones are left out.
 *
 * Pairs are counted in whole numbers by the number of ratings in their unit, and summed in one order, so
 * that the result is the same to the last bit however units and raters are ordered.
 *
 * @param ordered every rating that counts, once; in their order where the difference has one
 */
export function krippendorff<Rating>(
  rated: Iterable<RatedUnits<Rating>>,
  ordered: readonly Rating[],
  difference: Difference<Rating>,
): Agreement {
  const { given, pairs, units } = coincidences(rated, ordered);
  const ratings = given.reduce((sum, n) => sum + n, 0);
  const counted = { units, ratings };
  if (ratings === 0) return { alpha: null, reason: 'no-pairs', ...counted };
  const distances = ordered.map((_, a) => ordered.map((_, b) => difference(a, b, ordered, given)));
  const expected = sumOverPairs(
    ordered.length,
    (a, b) => given[a]! * given[b]! * distances[a]![b]!,
  );
  if (expected === 0) return { alpha: null, reason: 'no-variation', ...counted };
  let observed = 0;
  for (const [size, matrix] of [...pairs].sort(([a], [b]) => a - b)) {
    observed +=
      sumOverPairs(ordered.length, (a, b) => matrix[a]![b]! * distances[a]![b]!) / (size - 1);
  }
  return { alpha: 1 - ((ratings - 1) * observed) / expected, reason: null, ...counted };
}

interface Coincidences {
  /** How often each rating was given in units that have two or more. */
  readonly given: readonly number[];
  /** By the number of ratings in a unit, how many pairs of each two ratings such units have. */
  readonly pairs: ReadonlyMap<number, readonly (readonly number[])[]>;
  readonly units: number;
}

function coincidences<Rating>(
  rated: Iterable<RatedUnits<Rating>>,
  ordered: readonly Rating[],
): Coincidences {
  const given = ordered.map(() => 0);
  const pairs = new Map<number, number[][]>();
  let units = 0;
  for (const { ratings, units: times } of rated) {
    const counts = ordered.map((rating) => ratings.get(rating) ?? 0);
    const size = counts.reduce((sum, n) => sum + n, 0);
    if (size < 2) continue;
    units += times;
    const matrix = pairs.get(size) ?? ordered.map(() => ordered.map(() => 0));
    pairs.set(size, matrix);
    for (const [a, n] of counts.entries()) {
      given[a]! += times * n;
      for (const [b, m] of counts.entries()) matrix[a]![b]! += times * n * m;
    }
  }
  return { given, pairs, units };
}

/** Over each two different ratings; a rating does not differ from itself. */
function sumOverPairs(count: number, of: (a: number, b: number) => number): number {
  let sum = 0;
  for (let a = 0; a < count; a += 1) for (let b = a + 1; b < count; b += 1) sum += of(a, b);
  return sum;
}
