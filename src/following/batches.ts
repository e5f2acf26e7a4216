import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import type { RecordedEvent } from '../../events/envelope.js';
import type { CaughtUp } from './event-feed.js';

export interface Batch {
  readonly events: readonly RecordedEvent[];
  /** Nothing that comes behind it was in the log when it was read. */
  readonly caughtUp: boolean;
  /** Nothing came for a while; given once, with no events. */
  readonly idle: boolean;
}

export interface BatchBounds {
  /** Most events of a batch before the log has caught up for the first time, and after. */
  readonly catchingUp: number;
  readonly live: number;
  /** Milliseconds without an event after which an idle batch is given. */
  readonly idleMs: number;
}

/** How long a batch may wait for more while catching up from a log that gives its events in drops. */
const LINGER_MS = 20;

/**
 * A subscription in batches: what has come by the time that the one before is dealt with, up to a
 * bound. What is new is given in the same turn of the event loop or the next. The caller ends it by
 * aborting the subscription's signal; what is not yet given then is dropped.
 */
export async function* batches(
  items: AsyncIterable<RecordedEvent | CaughtUp>,
  bounds: BatchBounds,
): AsyncGenerator<Batch> {
  const inlet = new Inlet(bounds);
  void inlet.fill(items);
  try {
    let owesIdle = false;
    // eslint-disable-next-line no-restricted-syntax -- waits for what comes, or for the end
    for (;;) {
      const idle: boolean = !(await inlet.something(owesIdle ? bounds.idleMs : undefined));
      if (!idle) await inlet.settle();
      if (inlet.ended) return inlet.rethrow();
      const batch: Batch = { ...inlet.take(), idle };
      owesIdle = batch.events.length > 0 || (owesIdle && !idle);
      yield batch;
    }
  } finally {
    inlet.close();
  }
}

/** Holds at most one batch that was read ahead. */
class Inlet {
  ended = false;
  private events: RecordedEvent[] = [];
  private live = false;
  private marked = false;
  private failure: { readonly error: unknown } | undefined;
  private wake = () => {};
  private makeRoom = () => {};

  constructor(private readonly bounds: BatchBounds) {}

  async fill(items: AsyncIterable<RecordedEvent | CaughtUp>): Promise<void> {
    try {
      for await (const item of items) {
        if (this.ended) return;
        if ('caughtUp' in item) this.marked = this.live = true;
        else {
          this.events.push(item);
          this.marked = false;
        }
        this.wake();
        if (this.full) await new Promise<void>((resolve) => (this.makeRoom = resolve));
      }
    } catch (error) {
      this.failure = { error };
    } finally {
      this.close();
    }
  }

  /** False where nothing came within that time. */
  async something(idleMs: number | undefined): Promise<boolean> {
    if (this.events.length > 0 || this.marked || this.ended) return true;
    let timer: NodeJS.Timeout | undefined;
    const came = await new Promise<boolean>((resolve) => {
      this.wake = () => resolve(true);
      if (idleMs !== undefined) timer = setTimeout(resolve, idleMs, false);
    });
    clearTimeout(timer);
    return came;
  }

  /** Lets the batch fill up. */
  async settle(): Promise<void> {
    const deadline = Date.now() + LINGER_MS;
    const complete = () => this.full || this.marked || this.ended;
    if (!complete()) await nextTurn();
    // eslint-disable-next-line no-restricted-syntax -- waits for what comes, or for the end
    while (!complete() && !this.live && Date.now() < deadline) await sleep(1);
  }

  take(): { events: RecordedEvent[]; caughtUp: boolean } {
    // A log need not say again that it has caught up once it gives what is new as it comes.
    const caughtUp = this.marked || (this.live && !this.full);
    const { events } = this;
    this.events = [];
    this.marked = false;
    this.makeRoom();
    return { events, caughtUp };
  }

  close(): void {
    this.ended = true;
    this.makeRoom();
    this.wake();
  }

  rethrow(): void {
    if (this.failure) throw this.failure.error;
  }

  private get full(): boolean {
    return this.events.length >= (this.live ? this.bounds.live : this.bounds.catchingUp);
  }
}
