import { createRequire } from 'node:module';

type Write = (stream: object, data: object) => Promise<void>;

const MODULE = '@eventstore/db-client/dist/utils/backpressuredWrite.js';

let guarded = false;

/**
 * Version 6.2.1 of the client waits for its writes inside of a promise's executor. Where a connection
 * breaks while more waits than it takes, each of these waits rejects with nobody there to hear it, and
 * Node ends the process. The append itself is rejected as well, by the stream's error, so that nothing
 * is hidden by keeping them quiet.
 *
 * @throws Error where the client is another than the one that this was written for.
 */
export function guardClient(): void {
  if (guarded) return;
  const module = createRequire(import.meta.url)(MODULE) as { backpressuredWrite?: Write };
  const write = module.backpressuredWrite;
  if (typeof write !== 'function') throw new Error(`${MODULE} is not as it was in 6.2.1`);
  module.backpressuredWrite = async (stream, data) => {
    try {
      await write(stream, data);
    } catch {
      // The stream's own error says it to whoever appends.
    }
  };
  guarded = true;
}
