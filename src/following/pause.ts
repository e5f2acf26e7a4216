import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

/** Lets timers, sockets and the disk have their turn. */
export { nextTurn };

/**
 * Resolves after that time, or when the signal aborts; where there is nothing to wait for, after a turn
 * of the event loop all the same. So a loop with a pause in it never keeps the process from its work,
 * whatever it was answered.
 */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0 || signal.aborted) return nextTurn();
  try {
    await sleep(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

export async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}

/** What the promise comes to, or undefined as soon as the signal aborts; a later failure is heard by nobody. */
export async function unlessAborted<T>(
  promise: Promise<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  let stop = () => {};
  const aborted = new Promise<undefined>((resolve) => (stop = () => resolve(undefined)));
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/**
 * Takes the step again and again until the signal aborts, with a pause after each.
 *
 * @param step answers the milliseconds until the next, or `done` where there must be none.
 */
export async function repeat(
  signal: AbortSignal,
  step: () => Promise<number | 'done'>,
): Promise<void> {
  while (!signal.aborted) {
    const next = await step();
    if (next === 'done') return;
    await pause(next, signal);
  }
}
