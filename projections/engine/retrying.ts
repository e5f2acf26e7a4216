import { pause } from '../../src/following/pause.js';
import { reasonOf } from './fold.js';
import { StaleProjectionError } from './view-store.js';

/** What keeps the engine from going on, and will be tried again. */
export interface Trouble {
  readonly reason: string;
  /** ISO 8601 instant of the first failure. */
  readonly since: string;
  readonly attempts: number;
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

/** Doubles from 50 ms up to five seconds. */
export function delayBefore(attempt: number): number {
  return Math.min(FIRST_DELAY_MS * 2 ** (attempt - 1), LONGEST_DELAY_MS);
}

/**
 * Tries again for as long as the database or the log refuses (busy, full, away).
 *
 * @param report called with every failure, and with null once it has worked after one.
 * @throws StaleProjectionError at once; the last error where the signal aborts.
 */
export async function untilDone<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  report: (trouble: Trouble | null) => void,
): Promise<T> {
  let since: string | undefined;
  for (let attempts = 1; ; attempts += 1) {
    try {
      const result = await work();
      if (since) report(null);
      return result;
    } catch (error) {
      if (error instanceof StaleProjectionError || signal.aborted) throw error;
      since ??= new Date().toISOString();
      report({ reason: reasonOf(error), since, attempts });
      await pause(delayBefore(attempts), signal);
      if (signal.aborted) throw error;
    }
  }
}
