import { jest } from '@jest/globals';

import type { Problem } from '../http/problem.js';
import { FailedAttempts } from './failed-attempts.js';

const TEN_YEARS = 10 * 365 * 24 * 3_600_000;

async function retryAfter(failures: FailedAttempts): Promise<number | undefined> {
  try {
    await failures.mustBeFew('192.0.2.1');
    return undefined;
  } catch (error) {
    return (error as Problem).extras.retryAfter;
  }
}

it.each([0, -TEN_YEARS, TEN_YEARS])(
  'sends nobody away for longer than its window, with a clock that is set %p ms off',
  async (shift) => {
    const failures = new FailedAttempts();
    for (let n = 0; n < 30; n += 1) await failures.add('192.0.2.1');
    const now = Date.now() + shift;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now);
    try {
      const seconds = await retryAfter(failures);
      expect(seconds).toBeGreaterThanOrEqual(1);
      expect(seconds).toBeLessThanOrEqual(60);
    } finally {
      clock.mockRestore();
    }
  },
);
