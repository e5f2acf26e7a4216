import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { CaughtUp, EventFeed } from '../../src/following/event-feed.js';

/** A log in memory, in the event store's manners. */
export class ArrayFeed implements EventFeed {
  private readonly events: RecordedEvent[] = [];
  private readonly listeners = new Set<() => void>();

  constructor(events: readonly unknown[] = []) {
    this.append(...events);
  }

  /** Takes events in their current type or as recorded; they must come in order. */
  append(...events: readonly unknown[]): void {
    this.events.push(...(events as RecordedEvent[]));
    for (const wake of this.listeners) wake();
  }

  async *readAll({
    after,
    until,
  }: { after?: Position; until?: Position } = {}): AsyncGenerator<RecordedEvent> {
    // As a store does, it sees what is appended while it reads.
    for (let n = this.indexAfter(after); n < this.events.length; n += 1) {
      const event = this.events[n]!;
      if (until !== undefined && event.position > until) return;
      yield event;
    }
  }

  async *subscribe({
    after,
    signal,
  }: {
    after?: Position;
    signal: AbortSignal;
  }): AsyncGenerator<RecordedEvent | CaughtUp> {
    for (let n = this.indexAfter(after); !signal.aborted;) {
      for (; n < this.events.length && !signal.aborted; n += 1) yield this.events[n]!;
      if (signal.aborted) return;
      yield { caughtUp: true, position: this.events.at(-1)?.position };
      if (n === this.events.length) await this.somethingNew(signal);
    }
  }

  async readAt(position: Position): Promise<RecordedEvent | undefined> {
    return this.events.find((event) => event.position === position);
  }

  async head(): Promise<Position | undefined> {
    return this.events.at(-1)?.position;
  }

  private indexAfter(after: Position | undefined): number {
    if (after === undefined) return 0;
    const n = this.events.findIndex(({ position }) => position > after);
    return n < 0 ? this.events.length : n;
  }

  private somethingNew(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = () => {
        this.listeners.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.listeners.add(wake);
      signal.addEventListener('abort', wake);
      if (signal.aborted) wake();
    });
  }
}
