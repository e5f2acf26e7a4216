import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import Database from 'better-sqlite3';

import {
  openSqliteViews,
  type SqliteViewsOptions,
  type ViewDatabase,
} from '../../src/view-store/view-database.js';
import { temporaryRoot } from './temporary-root.js';

type Tables = Record<string, Record<string, unknown>>;
type Open = Pick<ViewDatabase<unknown>, 'close'>;

/** A file of views in a folder of its own, for specs; {@link remove} closes what is open. */
export class TemporaryViews {
  readonly folder = mkdtempSync(join(temporaryRoot(), 'fact-ledger-views-'));
  readonly file = join(this.folder, 'views.db');
  private readonly opened = new Set<Open>();

  open<T = Tables>(options: Omit<SqliteViewsOptions, 'file'> = {}) {
    const views = openSqliteViews<T>({ file: this.file, ...options });
    this.opened.add(views);
    return views;
  }

  async close(views: Open): Promise<void> {
    this.opened.delete(views);
    await views.close();
  }

  /** What a connection of its own reads. */
  read<Row = Record<string, unknown>>(sql: string, ...parameters: unknown[]): Row[] {
    const db = new Database(this.file, { readonly: true });
    try {
      return db.prepare(sql).all(...parameters) as Row[];
    } finally {
      db.close();
    }
  }

  /** Every row of these views in the order in which they were made, or of their keys, as text. */
  dump(...views: string[]): string {
    return views.flatMap((view) => [view, ...this.rowsOf(view).map(toLine)]).join('\n');
  }

  private rowsOf(view: string): object[] {
    const columns = this.read<{ name: string }>('select name from pragma_table_info(?)', view);
    const isNumbered = columns.some(({ name }) => name === 'row_id');
    return this.read(`select * from ${view} order by ${isNumbered ? 'row_id' : 1}`);
  }

  async remove(): Promise<void> {
    for (const views of this.opened) await this.close(views);
    rmSync(this.folder, { recursive: true });
  }
}

function toLine(row: object): string {
  return JSON.stringify(row);
}
