import { EventStoreError } from '../../src/event-store/event-store.js';

/** The error that a step is expected to end with. */
export function failure(step: () => unknown): EventStoreError {
  try {
    step();
  } catch (error) {
    if (error instanceof EventStoreError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}
