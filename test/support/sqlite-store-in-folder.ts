import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { EventStore } from '../../src/event-store/event-store.js';
import { openSqliteEventStore } from '../../src/event-store/sqlite/sqlite-event-store.js';
import { temporaryRoot } from './temporary-root.js';

/**
 * A SQLite event store in a folder of its own, for tests. It looks for what other processes wrote so
 * seldom that a subscription that misses a commit of its own process shows.
 */
export function sqliteStoreInFolder({ pollIntervalMs = 60_000 } = {}) {
  let folder: string | undefined;
  let store: EventStore | undefined;
  return {
    async open() {
      folder = await mkdtemp(join(temporaryRoot(), 'fact-ledger-events-'));
      const file = join(folder, 'events.db');
      const reopen = async () => {
        await store?.close();
        return (store = openSqliteEventStore({ file, pollIntervalMs }));
      };
      return { file, store: await reopen(), reopen };
    },
    async destroy() {
      await store?.close();
      if (folder) await rm(folder, { recursive: true, force: true });
      store = folder = undefined;
    },
  };
}
