import { closeSync, openSync, writeSync } from 'node:fs';

import Database from 'better-sqlite3';

/** Overwrites the first page of a table in a SQLite file that nobody has open; the schema stays as it is. */
export function damageTable(file: string, table: string): void {
  const db = new Database(file);
  db.pragma('wal_checkpoint(TRUNCATE)');
  const size = db.pragma('page_size', { simple: true }) as number;
  const root = db.prepare('select rootpage from sqlite_schema where name = ?').pluck().get(table);
  db.close();
  if (typeof root !== 'number') throw new Error(`there is no table ${table}`);
  const handle = openSync(file, 'r+');
  try {
    writeSync(handle, Buffer.alloc(size, 0xa5), 0, size, (root - 1) * size);
  } finally {
    closeSync(handle);
  }
}
