import type { EventStore } from '../../src/event-store/event-store.js';
import { appendingContract } from './appending.js';
import { closingContract } from './closing.js';
import { instantsContract } from './instants.js';
import { readingContract } from './reading.js';
import { retryingContract } from './retrying.js';
import type { StoreUnderTest } from './store-under-test.js';
import { subscribingContract } from './subscribing.js';

/** What an adapter brings. Its log may be empty or not, and may be shared by all tests. */
export interface EventStoreAdapter {
  open(): Promise<{
    readonly store: EventStore;
    /** Closes what is open and opens the same log again. */
    reopen(): Promise<EventStore>;
  }>;
  /** Closes what is open and takes its log away, after each test. */
  destroy(): Promise<void>;
}

/** What every adapter of the event store promises, the same for all. */
export function eventStoreContract(name: string, adapter: EventStoreAdapter): void {
  describe(`event store contract: ${name}`, () => {
    let opened: Awaited<ReturnType<EventStoreAdapter['open']>>;
    let store: EventStore;
    const underTest: StoreUnderTest = {
      get store() {
        return store;
      },
      reopen: async () => (store = await opened.reopen()),
    };

    beforeEach(async () => {
      opened = await adapter.open();
      store = opened.store;
    });
    afterEach(() => adapter.destroy());

    describe('appending', () => appendingContract(underTest));
    describe('retrying a command', () => retryingContract(underTest));
    describe('the instants of recording', () => instantsContract(underTest));
    describe('reading', () => readingContract(underTest));
    describe('subscribing', () => subscribingContract(underTest));
    describe('closing', () => closingContract(underTest));
  });
}
