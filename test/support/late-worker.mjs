import { setTimeout as sleep } from 'node:timers/promises';

/** The entry of a thread that takes three seconds to start, and answers at once then. */
await sleep(3_000);

export default function work({ task, begun }) {
  Atomics.store(begun, 0, 1);
  return task;
}
