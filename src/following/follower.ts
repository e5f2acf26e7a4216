import type { Position, RecordedEvent } from '../../events/envelope.js';
import { batches, type Batch, type BatchBounds } from './batches.js';
import type { CaughtUp } from './event-feed.js';
import { HaltError, type Halt } from './halt.js';
import { nextTurn, pause, repeat, untilAborted } from './pause.js';
import { reasonOf, Retry, type RetryReport, type RetryState } from './retry.js';

/** Subscribes after that position, null being the log's start, until the signal aborts. */
export type Follow = (after: Position | null, signal: AbortSignal) => Promise<void>;

/** What a follower of the log does. */
export interface Follows {
  subscribe(from: {
    readonly after?: Position;
    readonly signal: AbortSignal;
  }): AsyncIterable<RecordedEvent | CaughtUp>;
  /**
   * From the look at the checkpoint to the end of one subscription. Takes what it needs (a lease, the
   * state of the views), calls `follow`, and gives back what it took. Where there is nothing to follow
   * now, it only returns.
   */
  round(follow: Follow, signal: AbortSignal): Promise<void>;
  /** @throws HaltError before an event that no other try gets past; another error is tried again. */
  handle(batch: Batch, signal: AbortSignal): Promise<void>;
}

export interface FollowerOptions {
  readonly bounds?: Partial<BatchBounds>;
  /** Milliseconds from a round that ended by itself to the next; where left out, `restart` begins it. */
  readonly betweenRounds?: number;
  readonly onRetry?: RetryReport;
  readonly onHalt?: (halt: Halt) => void;
  /** Called after each batch, when the status tells of it. */
  readonly onHandled?: () => void;
  /** Tells the errors that only mean that the next round must look at the checkpoint again. */
  readonly isOvertaken?: (error: unknown) => boolean;
}

/** What health and metrics tell of a follower. */
export interface FollowerStatus {
  /** It has handled everything that was in the log when the log was last looked at. */
  readonly caughtUp: boolean;
  readonly retrying: RetryState | null;
  readonly halt: Halt | null;
}

const BOUNDS: BatchBounds = { catchingUp: 1_000, live: 500, idleMs: 1_000 };

/**
 * Follows the log in rounds, each a subscription from a checkpoint. What fails is tried again, ever more
 * seldom; an event that cannot be got past halts it, with the event named, until it is restarted.
 */
export class Follower {
  private readonly bounds: BatchBounds;
  private readonly retry: Retry;
  private readonly stopping = new AbortController();
  private round = new AbortController();
  private caughtUp = false;
  private halt: Halt | null = null;
  private awaiting: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  private work: Promise<void> | undefined;

  constructor(
    private readonly follows: Follows,
    private readonly options: FollowerOptions = {},
  ) {
    this.bounds = { ...BOUNDS, ...options.bounds };
    this.retry = new Retry((state) => options.onRetry?.(state));
  }

  /** There is no second start. */
  start(): void {
    this.work ??= repeat(this.stopping.signal, () => this.takeRound());
  }

  /** Resolves when the batch under way is dealt with, also amid a retry, a wait or a halt. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.round.abort();
    await this.work;
    this.settle(new Error('the follower was stopped'));
  }

  /** Ends the subscription, or the wait for the next; a round begins with a look at the checkpoint. */
  restart(): void {
    this.round.abort();
  }

  get status(): FollowerStatus {
    const { caughtUp, halt, retry } = this;
    return { caughtUp, halt, retrying: retry.state };
  }

  /** Resolves when it has caught up with the log. @throws what the next try fails with until then. */
  untilCaughtUp(): Promise<void> {
    return new Promise((resolve, reject) => this.awaiting.push({ resolve, reject }));
  }

  private async takeRound(): Promise<number> {
    this.round = new AbortController();
    const { signal } = this.round;
    this.halt = null;
    this.caughtUp = false;
    try {
      await this.follows.round((after, until) => this.follow(after, until), signal);
      if (!signal.aborted) await this.rest(signal);
    } catch (error) {
      if (!signal.aborted) await this.failed(error, signal);
    }
    return 0;
  }

  private async follow(after: Position | null, signal: AbortSignal): Promise<void> {
    const ended = new AbortController();
    const either = AbortSignal.any([signal, ended.signal]);
    const from = after === null ? { signal: either } : { after, signal: either };
    try {
      for await (const batch of batches(this.follows.subscribe(from), this.bounds)) {
        await this.follows.handle(batch, signal);
        this.handled(batch);
        if (signal.aborted) return;
        if (batch.events.length >= this.bounds.live) await nextTurn();
      }
    } finally {
      ended.abort();
    }
    if (!signal.aborted) throw new Error('the log ended its subscription');
  }

  private handled({ caughtUp }: Batch): void {
    this.retry.succeeded();
    this.caughtUp = caughtUp;
    if (caughtUp) this.settle();
    this.options.onHandled?.();
  }

  private async rest(signal: AbortSignal): Promise<void> {
    this.retry.succeeded();
    const { betweenRounds } = this.options;
    await (betweenRounds === undefined ? untilAborted(signal) : pause(betweenRounds, signal));
  }

  private async failed(error: unknown, signal: AbortSignal): Promise<void> {
    if (error instanceof HaltError) {
      this.halt = error.halt;
      this.options.onHalt?.(this.halt);
      this.settle(error);
      return untilAborted(signal);
    }
    if (!this.options.isOvertaken?.(error)) {
      this.retry.failed(reasonOf(error));
      this.settle(error);
    }
    await pause(this.retry.delay, signal);
  }

  private settle(error?: unknown): void {
    for (const { resolve, reject } of this.awaiting.splice(0)) {
      if (error === undefined) resolve();
      else reject(error);
    }
  }
}
