import type { Database, Statement } from 'better-sqlite3';

import {
  UnwritableRowError,
  type Generation,
  type HeldRow,
  type RowWrite,
} from '../../../projections/engine/view-store.js';
import { errorCodeOf } from '../../runtime/error-code.js';
import { RowValues, storable, type Stored } from '../row-values.js';
import { columnsOf, identifier, physicalName, wordsColumn } from '../table-names.js';
import { wordsOf } from './full-text.js';

/** The statements on the rows of one table of one generation, prepared once. */
export class RowStatements {
  private readonly values: RowValues;
  private readonly selectHeld: Statement<[string], Stored[]>;
  private readonly selectWhere = new Map<string, Statement<[string], Stored[]>>();
  private readonly insert: Statement<unknown[]>;
  private readonly closeOpen: Statement<[string, string, string]> | undefined;

  constructor(
    private readonly db: Database,
    private readonly target: Generation,
  ) {
    const { table, generation } = target;
    this.values = new RowValues(table);
    const name = physicalName(table.name, generation);
    const key = identifier(table.key);
    const ownNames = Object.keys(table.columns).map(identifier);
    const words = (table.fullText ?? []).map(wordsColumn);
    const all = [...columnsOf(target).map(([column]) => column), ...words];
    this.selectHeld = this.prepareSelect(table.key);
    const set = [...ownNames, ...words].filter((n) => n !== key).map((n) => `${n} = excluded.${n}`);
    // An update in place keeps the row's number, which the full-text index and cursors go by.
    const otherwise = table.versioned
      ? ''
      : ` on conflict (${key}) do ${set.length > 0 ? `update set ${set.join(', ')}` : 'nothing'}`;
    this.insert = db.prepare<unknown[]>(
      `insert into ${name} (${all.join(', ')}) values (${all.map(() => '?').join(', ')})${otherwise}`,
    );
    this.closeOpen = table.versioned
      ? db.prepare(
          `update ${name} set valid_to = ?, valid_to_at = ? where ${key} = ? and valid_to is null`,
        )
      : undefined;
  }

  load(keys: readonly string[]): Map<string, HeldRow> {
    const rows = new Map<string, HeldRow>();
    const { table } = this.target;
    this.values.forget();
    const asked = new Map(keys.map((key) => [storable(key), key]));
    for (const values of this.selectHeld.all(JSON.stringify([...asked.keys()]))) {
      const key = asked.get(this.values.keyOf(values))!;
      const at = table.versioned ? (values.at(-1) as string) : '';
      rows.set(key, { row: this.values.read(key, values), at });
    }
    return rows;
  }

  /** The table must keep no versions. */
  loadWhere(column: string, values: readonly string[]): Map<string, HeldRow> {
    let select = this.selectWhere.get(column);
    if (!select) this.selectWhere.set(column, (select = this.prepareSelect(column)));
    this.values.forget();
    const rows = new Map<string, HeldRow>();
    for (const stored of select.all(JSON.stringify(values.map(storable)))) {
      const key = this.values.keyOf(stored);
      rows.set(key, { row: this.values.read(key, stored), at: '' });
    }
    return rows;
  }

  remove(keys: readonly string[]): void {
    if (keys.length === 0) return;
    const { table, generation } = this.target;
    const name = physicalName(table.name, generation);
    this.db
      .prepare<[string]>(
        `delete from ${name} where ${identifier(table.key)} in (select value from json_each(?))`,
      )
      .run(JSON.stringify(keys.map(storable)));
  }

  /** @throws UnwritableRowError; other errors are the database's. */
  write(writes: readonly RowWrite[]): void {
    for (const write of writes) {
      try {
        this.writeOne(write);
      } catch (error) {
        if (isAboutTheRow(error)) {
          throw new UnwritableRowError(this.target.table.name, write.key, error);
        }
        throw error;
      }
    }
    this.values.forget();
  }

  private prepareSelect(column: string): Statement<[string], Stored[]> {
    const { table, generation } = this.target;
    const names = Object.keys(table.columns).map(identifier);
    const held = table.versioned ? [...names, 'valid_from_at'] : names;
    const current = table.versioned ? ' and valid_to is null' : '';
    return this.db
      .prepare<[string], Stored[]>(
        `select ${held.join(', ')} from ${physicalName(table.name, generation)}
         where ${identifier(column)} in (select value from json_each(?))${current}`,
      )
      .raw();
  }

  private writeOne({ key, row, from, until, supersedes }: RowWrite): void {
    const values = this.values.write(key, row);
    if (this.closeOpen) {
      if (supersedes) this.closeOpen.run(from.position, from.at, this.values.keyOf(values));
      values.push(from.position, until?.position ?? null, from.at, until?.at ?? null);
    }
    for (const column of this.target.table.fullText ?? []) {
      const text = row[column];
      values.push(typeof text === 'string' ? wordsOf(text) : '');
    }
    // The driver reads arguments a third faster than the members of an array.
    this.insert.run(...values);
  }
}

/** A constraint, a type, a size; or a value that the driver cannot bind at all (TypeError, RangeError). */
function isAboutTheRow(error: unknown): boolean {
  if (/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(errorCodeOf(error))) return true;
  return /^(Type|Range)Error\b/.test(String(error));
}
