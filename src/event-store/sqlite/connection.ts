import Database from 'better-sqlite3';

import { EventStoreError } from '../event-store.js';
import { checksumOf, type EventValues } from './checksum.js';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION, TO_SCHEMA_2 } from './schema.js';
import { eventStoreError, INSTEAD } from './sqlite-failure.js';

export interface ConnectionOptions {
  readonly file: string;
  readonly readOnly?: boolean;
  /** How long to wait for another process that writes. The event loop stands still meanwhile. */
  readonly busyTimeoutMs?: number;
}

/**
 * WAL pages after which a commit also moves them into the file. With SQLite's own 1,000, pages that
 * many commits touch are moved so often that a quarter of the appends per second is lost; twice as
 * many again gain nothing and make the pause at each move longer.
 */
const CHECKPOINT_PAGES = 4000;

/**
 * Opens the events file, and makes it where it is not there yet.
 *
 * @throws EventStoreError `unavailable` where the file is something else, comes from a newer release,
 *   or cannot be opened.
 */
export function openConnection(options: ConnectionOptions): Database.Database {
  const { file, readOnly = false, busyTimeoutMs = 2000 } = options;
  let db: Database.Database | undefined;
  try {
    db = new Database(file, {
      readonly: readOnly,
      fileMustExist: readOnly,
      timeout: busyTimeoutMs,
    });
    // Before any pragma that writes: a file that is not ours must stay as it is.
    const fresh = isFresh(db);
    if (!fresh) assertOurs(db, file);
    if (!readOnly) {
      makeDurable(db);
      if (fresh) create(db);
      else migrate(db);
    } else if (fresh) {
      throw new EventStoreError('unavailable', `${file} holds no ledger yet`);
    } else if (isOlder(db)) {
      const message = `${file} was written by an older release: \`fact-ledger serve\` brings it up to date`;
      throw new EventStoreError('unavailable', message);
    }
    return db;
  } catch (error) {
    db?.close();
    throw eventStoreError(error, `cannot open ${file}`);
  }
}

function isFresh(db: Database.Database): boolean {
  const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get();
  return tables === 0 && numberIn(db, 'application_id') === 0 && numberIn(db, 'user_version') === 0;
}

function assertOurs(db: Database.Database, file: string): void {
  if (numberIn(db, 'application_id') !== APPLICATION_ID) {
    throw new EventStoreError('unavailable', `${file} is not a ledger's events file`);
  }
  const version = numberIn(db, 'user_version');
  // Both numbers are written together with the tables, so that one alone is not what an opening left.
  if (version < 1) {
    throw new EventStoreError(
      'unavailable',
      `${file}: its schema is ${version}, which no release ever wrote: it is damaged${INSTEAD}`,
    );
  }
  if (version > SCHEMA_VERSION) {
    throw new EventStoreError(
      'unavailable',
      `${file} was written by a newer release: its schema is ${version}, this release knows ${SCHEMA_VERSION}`,
    );
  }
}

function makeDurable(db: Database.Database): void {
  const mode = db.pragma('journal_mode = WAL', { simple: true });
  // SQLite stays with the old mode, without an error, on a file system that has no shared memory.
  if (mode !== 'wal') {
    throw new EventStoreError(
      'unavailable',
      `the file system allows no WAL (mode: ${String(mode)})`,
    );
  }
  // In WAL mode only FULL syncs at every commit. https://sqlite.org/pragma.html#pragma_synchronous
  db.pragma('synchronous = FULL');
  // macOS: fsync alone does not reach the disk. Without effect elsewhere.
  db.pragma('fullfsync = ON');
  db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
}

function create(db: Database.Database): void {
  const createOnce = db.transaction(() => {
    // Another process may have made it since we looked.
    if (isFresh(db)) db.exec(SCHEMA);
  });
  createOnce.immediate();
}

function isOlder(db: Database.Database): boolean {
  return numberIn(db, 'user_version') < SCHEMA_VERSION;
}

function migrate(db: Database.Database): void {
  if (!isOlder(db)) return;
  db.function('checksum_of', { varargs: true }, (...row) => checksumOf(row as EventValues));
  const migrateOnce = db.transaction(() => {
    // Another process may have done it since we looked.
    if (isOlder(db)) db.exec(TO_SCHEMA_2);
  });
  migrateOnce.immediate();
}

function numberIn(db: Database.Database, pragma: string): number {
  return Number(db.pragma(pragma, { simple: true }));
}
