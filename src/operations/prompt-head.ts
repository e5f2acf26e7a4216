import type { Position } from '../../events/envelope.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { withTimeout } from '../runtime/with-timeout.js';

/** Who probes or scrapes gives up sooner than a request that waits for the event store. */
const ANSWER_WITHIN_MS = 2_000;

/** The position of the last event. @throws EventStoreError, `unavailable` too where it is not told soon */
export function promptHead(store: Pick<EventStore, 'head'>): Promise<Position | undefined> {
  const reason = `no answer within ${ANSWER_WITHIN_MS / 1_000} seconds`;
  return withTimeout(
    ANSWER_WITHIN_MS,
    store.head(),
    () => new EventStoreError('unavailable', reason),
  );
}
