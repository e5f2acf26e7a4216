import { RateLimiterMemory } from 'rate-limiter-flexible';

import { Problem } from '../http/problem.js';

/** Per address and minute. A key has 256 random bits: the limit keeps logs and processors, not keys. */
const MOST_FAILURES = 20;
const WINDOW_SECONDS = 60;

/** Counts the requests of an address whose key was not accepted. */
export class FailedAttempts {
  private readonly limiter = new RateLimiterMemory({
    points: MOST_FAILURES,
    duration: WINDOW_SECONDS,
  });

  /** @throws Problem `slow-down` where the address has failed too often. */
  async mustBeFew(address: string): Promise<void> {
    const failures = await this.limiter.get(address);
    if (!failures || failures.consumedPoints < MOST_FAILURES) return;
    const seconds = Math.ceil(failures.msBeforeNext / 1000);
    // By the clock, which may have been set since; what ends the window is a timer.
    const retryAfter = Math.min(WINDOW_SECONDS, Math.max(1, seconds));
    const detail = `Too many keys that are not accepted; try again in ${retryAfter} seconds.`;
    throw new Problem('slow-down', detail, { retryAfter });
  }

  async add(address: string): Promise<void> {
    // Counts on beyond the limit, so that whoever goes on is not let in earlier.
    await this.limiter.penalty(address);
  }
}
