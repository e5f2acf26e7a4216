import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import type { Metrics } from './metrics.js';

/** The store, with the time of each append observed. */
export function timedAppends(
  store: EventStore,
  metrics: Pick<Metrics, 'observeAppend'>,
): EventStore {
  return {
    async append(stream, events, options) {
      const begun = performance.now();
      let outcome = 'failed';
      try {
        const result = await store.append(stream, events, options);
        outcome = result.deduplicated ? 'deduplicated' : 'appended';
        return result;
      } catch (error) {
        if (error instanceof EventStoreError) outcome = error.code;
        throw error;
      } finally {
        metrics.observeAppend(outcome, (performance.now() - begun) / 1_000);
      }
    },
    readStream: (stream, options) => store.readStream(stream, options),
    readAll: (options) => store.readAll(options),
    readAt: (position) => store.readAt(position),
    subscribe: (options) => store.subscribe(options),
    head: () => store.head(),
    close: () => store.close(),
  };
}
