import Database from 'better-sqlite3';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { EventStoreError } from '../event-store.js';
import { eventStoreError, isBusy } from './sqlite-failure.js';

export interface DataFolderLock {
  /** Lets another server have the folder. The end of the process, however it comes, does the same. */
  release(): void;
}

/**
 * Keeps a second server off a data folder, which is made where it is not there yet. The lock is the
 * operating system's, on the file `ledger.lock`, so a killed process leaves none behind. (No other
 * code of this process may open and close that file: POSIX drops a process's locks then.)
 *
 * @throws EventStoreError `locked` where another server, or this one, holds it; `unavailable` where
 *   the folder cannot be used.
 */
export function lockDataFolder(folder: string): DataFolderLock {
  const file = join(folder, 'ledger.lock');
  let db: Database.Database | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    db = new Database(file, { timeout: 0 });
    db.exec('BEGIN EXCLUSIVE');
    const held = db;
    return { release: () => void held.close() };
  } catch (error) {
    db?.close();
    if (isBusy(error)) {
      throw new EventStoreError(
        'locked',
        `another server is running on the data folder ${folder}`,
        {
          cause: error,
        },
      );
    }
    const advice = 'it holds nothing, and may be removed while no server runs';
    throw eventStoreError(error, `cannot lock ${file} (${advice})`);
  }
}
