import fc from 'fast-check';

import { nextTry, RETRY_DELAYS_MS } from './retry-schedule.js';

const NOW = Date.UTC(2026, 0, 1);
const seconds = (instant: string | undefined) => (Date.parse(instant!) - NOW) / 1_000;
const failed = (tries: number, retryAfter?: number) => ({ tries, nowMs: NOW, retryAfter });

it('waits ever longer, and ends after the tenth try', () => {
  const waits = RETRY_DELAYS_MS.map((_, index) => seconds(nextTry(failed(index + 1), 0)));
  expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  expect(nextTry(failed(10), 0)).toBeUndefined();
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBe(75 * 3_600 + 35 * 60 + 5);
});

it('waits as long as the receiver asks, a day at most, and never shorter for it', () => {
  expect(seconds(nextTry(failed(1, 60), 0))).toBe(60);
  expect(seconds(nextTry(failed(2, 60), 0))).toBe(300);
  expect(seconds(nextTry(failed(1, 1e9), 0))).toBe(86_400);
});

it('adds a tenth at most by chance', () => {
  const tries = fc.integer({ min: 1, max: RETRY_DELAYS_MS.length });
  const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  fc.assert(
    fc.property(tries, chance, (count, by) => {
      const wait = seconds(nextTry(failed(count), by)) * 1_000;
      const delay = RETRY_DELAYS_MS[count - 1]!;
      expect(wait).toBeGreaterThanOrEqual(delay);
      expect(wait).toBeLessThanOrEqual(delay * 1.1 + 1);
    }),
  );
});
