import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import Database from 'better-sqlite3';

/** The file of the views in a data folder, for whoever meddles with it by hand while nobody serves it. */
export class ViewFile {
  private readonly file: string;

  constructor(dataDir: string) {
    this.file = join(dataDir, 'views.db');
  }

  /** Keeps it as it is now. @returns puts it back. */
  async keep(): Promise<() => Promise<void>> {
    const kept = `${this.file}.kept`;
    // Into the one file that is copied.
    this.open((db) => void db.pragma('wal_checkpoint(TRUNCATE)'));
    await copyFile(this.file, kept);
    return async () => {
      for (const beside of ['-wal', '-shm']) await rm(this.file + beside, { force: true });
      await copyFile(kept, this.file);
    };
  }

  /** `$claim_status` and the like stand for the table behind the view. @returns how many rows it changed. */
  change(sql: string, ...parameters: unknown[]): number {
    return this.open((db) => {
      const physical = sql.replace(/\$(\w+)/g, (_, view: string) => tableBehind(db, view));
      return db.prepare(physical).run(...parameters).changes;
    });
  }

  rows<Row = Record<string, unknown>>(sql: string, ...parameters: unknown[]): Row[] {
    return this.open((db) => db.prepare(sql).all(...parameters) as Row[]);
  }

  private open<Result>(work: (db: Database.Database) => Result): Result {
    const db = new Database(this.file, { fileMustExist: true });
    try {
      return work(db);
    } finally {
      db.close();
    }
  }
}

function tableBehind(db: Database.Database, view: string): string {
  const generation = db
    .prepare(
      `select generation from projections
       where active = 1 and instr(',' || table_name || ',', ',' || ? || ',') > 0`,
    )
    .pluck()
    .get(view) as number;
  return `${view}_g${generation}`;
}
