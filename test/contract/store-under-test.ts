import { randomUUID } from 'node:crypto';

import type { Position, RecordedEvent } from '../../events/envelope.js';
import {
  isCaughtUp,
  type AppendResult,
  type CaughtUp,
  type EventFilter,
  type EventStore,
} from '../../src/event-store/event-store.js';
import { sampleCommand, type SampleCommandOptions } from '../support/sample-events.js';

/** The store that a test speaks to. */
export interface StoreUnderTest {
  readonly store: EventStore;
  /** Closes the store and opens the same log again; `store` is then the new one. */
  reopen(): Promise<EventStore>;
}

/** A category of its own keeps a test's events apart in a log that others write to as well. */
export function ownCategory(): string {
  return `test${randomUUID().replaceAll('-', '')}`;
}

/** Appends `count` events by one command. Their data tell them apart: `{ n: from }`, `{ n: from + 1 }`… */
export function appendCounted(
  store: EventStore,
  stream: string,
  count: number,
  { from = 0, ...options }: SampleCommandOptions & { from?: number } = {},
): Promise<AppendResult> {
  const events = Array.from({ length: count }, (_, i) => ({
    type: (from + i) % 2 === 0 ? 'EvenCounted' : 'OddCounted',
    data: { n: from + i },
  }));
  const command = sampleCommand(events, options);
  return store.append(stream, command.events, command.options);
}

export function counts(events: readonly RecordedEvent[]): number[] {
  return events.map((event) => (event.data as { n: number }).n);
}

export function range(length: number): number[] {
  return [...Array(length).keys()];
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** A subscription that a test pulls at. */
export class Follower {
  private readonly aborting = new AbortController();
  private readonly items: AsyncIterator<RecordedEvent | CaughtUp, unknown>;

  constructor(store: EventStore, options: { after?: Position; filter?: EventFilter } = {}) {
    this.items = store
      .subscribe({ ...options, signal: this.aborting.signal })
      [Symbol.asyncIterator]();
  }

  next(): Promise<IteratorResult<RecordedEvent | CaughtUp, unknown>> {
    return this.items.next();
  }

  abort(): void {
    this.aborting.abort();
  }

  /** The next `count` events, passing over what lies between them. */
  async events(count: number): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    while (events.length < count) {
      const item = await this.item();
      if (!isCaughtUp(item)) events.push(item);
    }
    return events;
  }

  /** All events up to the next time it has caught up, and where it then stood. */
  async untilCaughtUp(): Promise<{ events: RecordedEvent[]; position: Position | undefined }> {
    const events: RecordedEvent[] = [];
    for (;;) {
      const item = await this.item();
      if (isCaughtUp(item)) return { events, position: item.position };
      events.push(item);
    }
  }

  private async item(): Promise<RecordedEvent | CaughtUp> {
    const next = await this.items.next();
    if (next.done) throw new Error('the subscription ended');
    return next.value;
  }
}
