import { pause, repeat } from './pause.js';
import { reasonOf, Retry, type RetryReport, type RetryState } from './retry.js';

/** Milliseconds between two looks. */
export interface PollerIntervals {
  /** While nobody waits for what it may see. */
  readonly idle: number;
  readonly active: number;
}

const INTERVALS: PollerIntervals = { idle: 1_000, active: 100 };

/** A look that takes longer has met a database that does not answer. */
const ANSWER_WITHIN_MS = 5_000;

/** Looks at the database again and again, at what other processes have done there. */
export class Poller {
  private readonly intervals: PollerIntervals;
  private readonly retry: Retry;
  private readonly stopping = new AbortController();
  private waiting = 0;
  private asked = false;
  private resting = new AbortController();
  private work: Promise<void> | undefined;

  /** @param onRetry called with every failure, and with null when it can see again. */
  constructor(
    private readonly look: () => Promise<void>,
    onRetry: RetryReport,
    intervals: Partial<PollerIntervals> = {},
  ) {
    this.intervals = { ...INTERVALS, ...intervals };
    this.retry = new Retry(onRetry);
  }

  /** Why it cannot see anything at this moment. */
  get retrying(): RetryState | null {
    return this.retry.state;
  }

  /** Resolves after the first look, whether or not it saw anything. There is no second start. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.work = repeat(this.stopping.signal, async () => {
        await this.tryToLook();
        resolve();
        await this.rest();
        return 0;
      });
    });
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    this.resting.abort();
    await this.work;
  }

  /** There is something to see now. Whoever hurries a database that is away makes it no better. */
  soon(): void {
    if (this.retrying) return;
    this.asked = true;
    this.resting.abort();
  }

  /** Looks at once, and at the active interval until that promise is settled. @returns what it comes to. */
  async activeDuring<T>(awaited: Promise<T>): Promise<T> {
    this.waiting += 1;
    this.soon();
    try {
      return await awaited;
    } finally {
      this.waiting -= 1;
    }
  }

  private async tryToLook(): Promise<void> {
    this.asked = false;
    const failed = (reason: string) => this.retry.failed(reason);
    const late = setTimeout(failed, ANSWER_WITHIN_MS, NO_ANSWER);
    try {
      await this.look();
      this.retry.succeeded();
    } catch (error) {
      if (!this.stopping.signal.aborted) failed(reasonOf(error));
    } finally {
      clearTimeout(late);
    }
  }

  private async rest(): Promise<void> {
    // What came up while it looked may have come too late for that look.
    if (this.stopping.signal.aborted || (this.asked && !this.retrying)) return;
    this.resting = new AbortController();
    const { idle, active } = this.intervals;
    const interval = this.waiting > 0 ? active : idle;
    await pause(this.retrying ? this.retry.delay : interval, this.resting.signal);
  }
}

const NO_ANSWER = `no answer within ${ANSWER_WITHIN_MS / 1_000} seconds`;
