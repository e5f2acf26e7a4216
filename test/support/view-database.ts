import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';

import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import {
  isWorkedOut,
  type DerivedView,
  type Standing,
} from '../../projections/engine/derived-view.js';
import { replaceParts, type PartsTransaction } from '../../projections/engine/parts.js';
import { retally } from '../../projections/engine/tallies.js';
import { VERSION_COLUMNS, type Row, type Table } from '../../projections/engine/table.js';
import { keyOf, tablesOf } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { derivedViews } from '../../src/ledger-views.js';
import { conditionOf } from '../../src/view-store/indexes.js';
import { wordsOf } from '../../src/view-store/sqlite/full-text.js';
import { FoldedRows } from './folded-rows.js';

/** A database in memory with the views of these events, for specs of queries. */
export class ViewDatabase {
  readonly views: Kysely<ViewTables>;
  private readonly sqlite = new Database(':memory:');
  private readonly folded: readonly FoldedRows[];
  private readonly standings = new Map<DerivedView, Standing>();

  private constructor() {
    this.views = new Kysely({ dialect: new SqliteDialect({ database: this.sqlite }) });
    for (const table of ledgerProjections.flatMap(tablesOf)) this.create(table);
    this.folded = ledgerProjections.map(
      (projection) => new FoldedRows(projection, (...row) => this.write(...row)),
    );
    for (const view of derivedViews(this.views)) {
      this.standings.set(view, { position: null, cursor: null });
    }
  }

  static async of(this: void, events: readonly RecordedLedgerEvent[] = []): Promise<ViewDatabase> {
    const database = new ViewDatabase();
    await database.add(events);
    return database;
  }

  async add(events: readonly RecordedLedgerEvent[]): Promise<void> {
    this.foldAll(events);
    const last = events.at(-1);
    if (last) await this.workOut(last);
  }

  async close(): Promise<void> {
    await this.views.destroy();
  }

  private foldAll(events: readonly RecordedLedgerEvent[]): void {
    for (const event of events) {
      for (const folded of this.folded) folded.apply(event);
    }
  }

  private async workOut(last: RecordedLedgerEvent): Promise<void> {
    for (const [view, begun] of this.standings) {
      let standing = begun;
      while (!isWorkedOut(standing, last.position)) {
        const { rows, parts: partRows, after } = await view.next(standing, last.position);
        const { table, parts, tallies } = view.projection;
        const keys = rows.map((row) => keyOf(table, row));
        const held = this.rowsWhere(table, table.key, keys);
        for (const row of rows) this.write(table, keyOf(table, row), row, last);
        const place = { generation: 1, position: last.position };
        const tx = this.rowsWrittenAt(last);
        if (parts) await replaceParts(tx, parts, place, keys, partRows);
        if (tallies) {
          const changes = rows.map((row) => [row, held.get(keyOf(table, row))?.row] as const);
          await retally(tx, tallies, place, changes);
        }
        standing = after;
      }
      this.standings.set(view, standing);
    }
  }

  private rowsWrittenAt(event: RecordedLedgerEvent): PartsTransaction {
    return {
      load: async ({ table }, keys) => this.rowsWhere(table, table.key, keys),
      loadWhere: async ({ table }, column, values) => this.rowsWhere(table, column, values),
      write: async ({ table }, writes) => {
        for (const { key, row } of writes) this.write(table, key, row, event);
      },
      remove: async ({ table }, keys) => {
        const statement = this.sqlite.prepare(`delete from ${table.name} where ${table.key} = ?`);
        for (const key of keys) statement.run(key);
      },
    };
  }

  private rowsWhere(table: Table, column: string, values: readonly string[]) {
    const rows = this.sqlite
      .prepare<[string], Row>(
        `select ${Object.keys(table.columns).join(', ')} from ${table.name}
         where ${column} in (select value from json_each(?))`,
      )
      .all(JSON.stringify(values));
    const isJson = (name: string) => table.columns[name]?.type === 'json';
    const parsed = (row: Row): Row =>
      Object.fromEntries(
        Object.entries(row).map(([name, value]) => [
          name,
          isJson(name) && typeof value === 'string' ? (JSON.parse(value) as object) : value,
        ]),
      );
    return new Map(rows.map((row) => [keyOf(table, row), { row: parsed(row), at: '' }]));
  }

  private write(table: Table, key: string, row: Row, event: RecordedLedgerEvent): void {
    const at = event.metadata.recordedAt;
    const names = Object.keys(table.columns);
    const values = Object.entries(table.columns).map(([name, { type }]) => {
      const value = row[name]!;
      return type === 'json' && value !== null ? JSON.stringify(value) : value;
    });
    if (table.versioned) {
      this.sqlite
        .prepare(
          `update ${table.name} set valid_to = ?, valid_to_at = ? where ${table.key} = ? and valid_to is null`,
        )
        .run(event.position, at, key);
      names.push('valid_from', 'valid_from_at');
      values.push(event.position, at);
    } else {
      this.sqlite.prepare(`delete from ${table.name} where ${table.key} = ?`).run(key);
    }
    const { lastInsertRowid } = this.sqlite
      .prepare(
        `insert into ${table.name} (${names.join(', ')}) values (${values.map(() => '?').join(', ')})`,
      )
      .run(...values);
    const [searched] = table.fullText ?? [];
    const text = searched && row[searched];
    if (typeof text === 'string') {
      this.sqlite
        .prepare(`insert into ${table.name}_search (rowid, ${searched}) values (?, ?)`)
        .run(lastInsertRowid, wordsOf(text));
    }
  }

  private create(table: Table): void {
    const columns = Object.keys({
      ...table.columns,
      ...(table.versioned ? VERSION_COLUMNS : {}),
    });
    this.sqlite.exec(
      `create table ${table.name} (row_id integer primary key, ${columns.join(', ')});
       create unique index ${table.name}_key on ${table.name} (${table.key}${table.versioned ? ', valid_from' : ''});`,
    );
    for (const [n, index] of (table.indexes ?? []).entries()) {
      this.sqlite.exec(
        `create index ${table.name}_${n} on ${table.name} (${index.columns.join(', ')})${conditionOf(index)}`,
      );
    }
    if (table.fullText) {
      this.sqlite.exec(
        `create virtual table ${table.name}_search using fts5(${table.fullText.join(', ')}, content='', tokenize='ascii')`,
      );
    }
  }
}
