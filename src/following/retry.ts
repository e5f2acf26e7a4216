import { pause } from './pause.js';

/** What keeps a follower from going on, and is tried again. */
export interface RetryState {
  readonly reason: string;
  /** ISO 8601 instant of the first failure. */
  readonly since: string;
  readonly attempts: number;
}

/** Is told of every failed try, and null once it works again. */
export type RetryReport = (state: RetryState | null) => void;

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;

export function reasonOf(error: unknown): string {
  return String(error);
}

/** Counts the failures in a row of one thing that is tried again and again. */
export class Retry {
  /** Null while it works. */
  state: RetryState | null = null;

  constructor(private readonly report: RetryReport) {}

  succeeded(): void {
    if (this.state) this.report((this.state = null));
  }

  failed(reason: string): void {
    const { since = new Date().toISOString(), attempts = 0 } = this.state ?? {};
    this.report((this.state = { reason, since, attempts: attempts + 1 }));
  }

  /** Milliseconds until the next try: doubles with each failure from 50 ms up to five seconds. */
  get delay(): number {
    const { attempts = 1 } = this.state ?? {};
    return Math.min(FIRST_DELAY_MS * 2 ** (attempts - 1), LONGEST_DELAY_MS);
  }
}

/**
 * Tries again for as long as the database or the log refuses (busy, full, away).
 *
 * @param isFinal tells the errors that another try would not mend.
 * @throws a final error at once; the last error where the signal aborts.
 */
export async function retryUntilDone<T>(
  work: () => Promise<T>,
  signal: AbortSignal,
  report: RetryReport,
  isFinal: (error: unknown) => boolean,
): Promise<T> {
  const retry = new Retry(report);
  // eslint-disable-next-line no-restricted-syntax -- each failure is followed by a pause
  for (;;) {
    try {
      const result = await work();
      retry.succeeded();
      return result;
    } catch (error) {
      if (isFinal(error) || signal.aborted) throw error;
      retry.failed(reasonOf(error));
      await pause(retry.delay, signal);
      if (signal.aborted) throw error;
    }
  }
}
