import { AsyncLocalStorage } from 'node:async_hooks';

/**
 * When the request began that is being answered, in milliseconds since the epoch. A store that may be
 * slow gives all calls of one request the time of one call together, so that nobody waits longer for an
 * answer than the settings say, however often the store is asked for it.
 */
export const requestBegan = new AsyncLocalStorage<number>();
