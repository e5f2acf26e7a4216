import type { EventStore } from '../../src/event-store/event-store.js';
import {
  openEventStoreDb,
  type EventStoreDbOptions,
} from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import type { EventStoreAdapter } from '../contract/event-store-contract.js';

/** Stores on one server, whose log all tests share. */
export function eventStoreDbAt(
  url: () => string,
  options: Omit<EventStoreDbOptions, 'connectionString'> = {},
): EventStoreAdapter {
  const opened: EventStore[] = [];
  const open = async () => {
    const store = await openEventStoreDb({ connectionString: url(), ...options });
    opened.push(store);
    return store;
  };
  const close = async () => {
    for (const store of opened.splice(0)) await store.close();
  };
  return {
    async open() {
      return {
        store: await open(),
        async reopen() {
          await close();
          return open();
        },
      };
    },
    destroy: close,
  };
}
