import Database from 'better-sqlite3';

import { damageIn, isDamage } from './file-failure.js';
import { ADD_MARKS, CREATE_REGISTRY } from './registry.js';

/** "flvw" in the file's header: https://sqlite.org/pragma.html#pragma_application_id */
const APPLICATION_ID = 0x66_6c_76_77;

/** Raised when the registry or the way tables are laid out changes; tables themselves have versions of their own. */
const SCHEMA = 2;

/** Short, because the driver waits in the thread; whoever needs longer waits outside of it. */
const WRITER_BUSY_MS = 20;
const READER_BUSY_MS = 1_000;

/**
 * Rows of a kilobyte and 32 MB between checkpoints: a rebuild writes its hot pages a few times less
 * than with SQLite's defaults, 4 KB and 4 MB, and spends half as long in commits.
 */
const PAGE_BYTES = 8_192;
const CHECKPOINT_PAGES = 4_000;

export class ViewFileError extends Error {
  override readonly name = 'ViewFileError';
}

/**
 * Opens the file for writing, makes it where it is not there, and empties it where another release
 * laid it out otherwise: views come back from the log.
 *
 * `synchronous=NORMAL`: after a power cut the last transactions may be missing, rows and checkpoints
 * alike (https://sqlite.org/pragma.html#pragma_synchronous), and are projected again.
 *
 * @throws ViewFileError for a file that is not a database of views, or is damaged; it is left alone.
 */
export function openForWriting(
  file: string,
  onEmptied: (reason: string) => void,
): Database.Database {
  const db = opened(file, {});
  try {
    db.pragma(`busy_timeout = ${READER_BUSY_MS}`);
    db.pragma(`page_size = ${PAGE_BYTES}`);
    prepare(db, file, onEmptied);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma(`wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    db.pragma('cache_size = -16384');
    db.pragma('temp_store = MEMORY');
    db.pragma(`busy_timeout = ${WRITER_BUSY_MS}`);
    return db;
  } catch (error) {
    db.close();
    throw viewFileError(error, file);
  }
}

/** @throws ViewFileError where it is not there, or is not laid out as this release does. */
export function openForReading(file: string): Database.Database {
  const db = opened(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma(`busy_timeout = ${READER_BUSY_MS}`);
    const { application, schema } = headerOf(db);
    if (application !== APPLICATION_ID || schema !== SCHEMA) {
      throw new ViewFileError(`${file} holds no views that this release can read`);
    }
    return db;
  } catch (error) {
    db.close();
    throw viewFileError(error, file);
  }
}

/** Whether a file of views has a damaged page; false for another application's. Reads all of it. */
export function isDamagedViewFile(file: string): boolean {
  const db = opened(file, { readonly: true, fileMustExist: true });
  try {
    db.pragma(`busy_timeout = ${READER_BUSY_MS}`);
    const application = db.pragma('application_id', { simple: true });
    return application === APPLICATION_ID && damageIn(db) !== null;
  } catch (error) {
    // Not even its first page: whether it is one of views, nobody can tell.
    if (isDamage(error)) return false;
    throw viewFileError(error, file);
  } finally {
    db.close();
  }
}

function opened(file: string, options: Database.Options): Database.Database {
  try {
    return new Database(file, options);
  } catch (error) {
    throw viewFileError(error, file);
  }
}

/** What SQLite says of the file, with its name. A {@link ViewFileError} stays as it is. */
export function viewFileError(error: unknown, file: string): ViewFileError {
  if (error instanceof ViewFileError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const message = isDamage(error)
    ? `${file} is damaged or is not a database (${said}), and is left as it is. Without it, the views are built anew from the log`
    : `${file} cannot be opened: ${said}`;
  return new ViewFileError(message, { cause: error });
}

function prepare(db: Database.Database, file: string, onEmptied: (reason: string) => void): void {
  const begin = db.transaction(() => {
    const { application, schema, objects } = headerOf(db);
    if (application === APPLICATION_ID && schema === SCHEMA) return addMarks(db);
    if (application !== APPLICATION_ID && (application !== 0 || objects > 0)) {
      throw new ViewFileError(`${file} is another application's database, and is left as it is`);
    }
    if (objects > 0) {
      empty(db);
      onEmptied(`${file} had views schema ${schema}, this release has ${SCHEMA}`);
    }
    db.exec(CREATE_REGISTRY);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${SCHEMA}`);
  });
  // Locked from the start: two processes may meet a file that is not there yet.
  begin.immediate();
}

function addMarks(db: Database.Database): void {
  const columns = db.prepare("select name from pragma_table_info('projections')").pluck().all();
  if (!columns.includes('marks')) db.exec(ADD_MARKS);
}

function headerOf(db: Database.Database) {
  return {
    application: db.pragma('application_id', { simple: true }) as number,
    schema: db.pragma('user_version', { simple: true }) as number,
    objects: db.prepare('select count(*) from sqlite_master').pluck().get() as number,
  };
}

/** Drops everything in it, whatever it is; the file itself may be open elsewhere. */
function empty(db: Database.Database): void {
  const named = (condition: string) =>
    db
      .prepare(`select name from sqlite_master where ${condition} and name not like 'sqlite_%'`)
      .pluck()
      .all() as string[];
  for (const name of named("type = 'view'")) db.exec(`drop view ${quoted(name)}`);
  // A virtual table takes its shadow tables with it, so these come first.
  for (const name of named("type = 'table' and sql like 'create virtual table%'")) {
    db.exec(`drop table ${quoted(name)}`);
  }
  for (const name of named("type = 'table'")) db.exec(`drop table ${quoted(name)}`);
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
