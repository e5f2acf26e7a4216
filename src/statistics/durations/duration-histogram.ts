/** The seconds that a bucket stands for differ from those counted in it by no more than this share. */
export const LARGEST_ERROR = 1 / 128;

/** 68 years: longer ones count as this long. */
const LONGEST = 2 ** 31 - 1;

/** A binary digit more would halve the error, and double the buckets. */
const DIGITS = 6;
const BUCKETS_OF_A_POWER = 2 ** DIGITS;

/**
 * The bucket in which a duration is counted, in whole numbers throughout, so that every machine gives the
 * same. Each power of two has 64 buckets, as in HdrHistogram (http://hdrhistogram.org); up to 127 seconds
 * each second has its own.
 *
 * @param seconds what is less than none, where clocks differ, counts as none
 */
export function bucketOf(seconds: number): number {
  const whole = Math.min(LONGEST, Math.max(0, Math.floor(seconds)));
  const shift = Math.max(0, 31 - Math.clz32(whole) - DIGITS);
  return shift * BUCKETS_OF_A_POWER + (whole >> shift);
}

/** The seconds in the middle of a bucket. */
export function secondsOf(bucket: number): number {
  const shift = Math.max(0, Math.floor(bucket / BUCKETS_OF_A_POWER) - 1);
  const least = (bucket - shift * BUCKETS_OF_A_POWER) * 2 ** shift;
  return Math.floor(least + (2 ** shift - 1) / 2);
}

/**
 * The median of what was counted, in seconds, off by {@link LARGEST_ERROR} of it at most; of an even number
 * the lower of the two in the middle. Null where nothing was counted.
 */
export function medianOf(counts: ReadonlyMap<number, number>): number | null {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  let passed = 0;
  for (const [bucket, count] of [...counts].sort(([a], [b]) => a - b)) {
    passed += count;
    if (passed * 2 >= total && total > 0) return secondsOf(bucket);
  }
  return null;
}

/** The buckets among other counts: those whose names begin with the prefix, behind which the bucket stands. */
export function bucketsIn(
  counts: Readonly<Record<string, number>>,
  prefix: string,
): Map<number, number> {
  const names = Object.keys(counts).filter((name) => name.startsWith(prefix));
  return new Map(names.map((name) => [Number(name.slice(prefix.length)), counts[name]!]));
}
