import fc from 'fast-check';

import { bucketOf, LARGEST_ERROR, medianOf, secondsOf } from './duration-histogram.js';

const durations = fc.oneof(
  fc.integer({ min: 0, max: 200 }),
  fc.integer({ min: 0, max: 2 ** 31 - 1 }),
);

it('has a bucket for each second up to 127', () => {
  for (let seconds = 0; seconds < 128; seconds += 1) {
    expect([bucketOf(seconds), secondsOf(seconds)]).toEqual([seconds, seconds]);
  }
  expect([127, 128, 129, 130].map(bucketOf)).toEqual([127, 128, 128, 129]);
});

it('takes what is less than none for none, and what is too long for the longest', () => {
  expect(bucketOf(-5)).toBe(0);
  expect(bucketOf(1e15)).toBe(bucketOf(2 ** 31 - 1));
});

it('stands for its seconds within the error, and keeps their order', () => {
  fc.assert(
    fc.property(durations, durations, (a, b) => {
      const bucket = bucketOf(a);
      expect(Math.abs(secondsOf(bucket) - a)).toBeLessThanOrEqual(a * LARGEST_ERROR);
      expect(bucketOf(secondsOf(bucket))).toBe(bucket);
      if (a <= b) expect(bucket).toBeLessThanOrEqual(bucketOf(b));
    }),
  );
});

describe('the median', () => {
  it('is there where something was counted', () => {
    expect(medianOf(new Map())).toBeNull();
    expect(medianOf(new Map([[5, 0]]))).toBeNull();
    expect(
      medianOf(
        new Map([
          [5, 1],
          [7, 1],
          [90, 1],
        ]),
      ),
    ).toBe(7);
    expect(
      medianOf(
        new Map([
          [5, 1],
          [7, 1],
        ]),
      ),
    ).toBe(5);
  });

  it('is that of the durations themselves, within the error', () => {
    fc.assert(
      fc.property(fc.array(durations, { minLength: 1 }), (all) => {
        const counts = new Map<number, number>();
        for (const each of all) counts.set(bucketOf(each), (counts.get(bucketOf(each)) ?? 0) + 1);
        const exact = [...all].sort((a, b) => a - b)[Math.ceil(all.length / 2) - 1]!;
        expect(Math.abs(medianOf(counts)! - exact)).toBeLessThanOrEqual(exact * LARGEST_ERROR);
      }),
    );
  });
});
