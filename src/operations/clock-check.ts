import { Inject, Injectable } from '@nestjs/common';

import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { CLOCK, EVENT_STORE, type Clock } from '../parts.js';
import { promptHead } from './prompt-head.js';

/** Clocks that are kept right differ by less. */
const FAR_BEHIND_SECONDS = 10;

/** Whether the clock is behind what was recorded last. */
@Injectable()
export class ClockCheck {
  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'head' | 'readAt'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Returns 0 where it is not behind; null where the event store does not say. */
  async secondsBehind(): Promise<number | null> {
    try {
      const head = await promptHead(this.store);
      const last = head === undefined ? undefined : await this.store.readAt(head);
      if (!last) return 0;
      const ms = Date.parse(last.metadata.recordedAt) - this.clock().getTime();
      return Math.max(0, ms / 1_000);
    } catch (error) {
      if (error instanceof EventStoreError) return null;
      throw error;
    }
  }

  /** Returns a sentence where it is far behind, else null. */
  async note(): Promise<string | null> {
    const seconds = await this.secondsBehind();
    if (seconds === null || seconds < FAR_BEHIND_SECONDS) return null;
    return `The clock is ${Math.round(seconds)} seconds behind the last event: until it has caught up, events are recorded at the instant of that one.`;
  }
}
