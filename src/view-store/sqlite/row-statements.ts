import type { Database, Statement } from 'better-sqlite3';

import type { Row, RowValue } from '../../../projections/engine/table.js';
import {
  UnwritableRowError,
  type Generation,
  type HeldRow,
  type RowWrite,
} from '../../../projections/engine/view-store.js';
import { columnsOf, identifier, physicalName } from './definitions.js';
import { errorCodeOf } from '../../error-code.js';

type Stored = string | number | null;

/** A row and what of it is in the database, its own columns first. */
interface Written {
  readonly row: Row;
  readonly values: readonly Stored[];
}

/** The statements on the rows of one table of one generation, prepared once. */
export class RowStatements {
  private readonly columns: readonly { readonly name: string; readonly json: boolean }[];
  private readonly keyAt: number;
  private readonly selectHeld: Statement<[string], Stored[]>;
  private readonly insert: Statement<unknown[]>;
  private readonly closeOpen: Statement<[string, string, string]> | undefined;
  /** By key, of the batch at hand: a fold leaves most of a row as it was, and its JSON need not be made again. */
  private readonly known = new Map<string, Written>();

  constructor(
    db: Database,
    private readonly target: Generation,
  ) {
    const { table, generation } = target;
    const name = physicalName(table.name, generation);
    const key = identifier(table.key);
    const own = Object.entries(table.columns);
    this.columns = own.map(([column, { type }]) => ({ name: column, json: type === 'json' }));
    this.keyAt = this.columns.findIndex((column) => column.name === table.key);
    const ownNames = own.map(([column]) => identifier(column));
    const all = columnsOf(target).map(([column]) => column);
    const held = table.versioned ? [...ownNames, 'valid_from_at'] : ownNames;
    this.selectHeld = db
      .prepare<[string], Stored[]>(
        `select ${held.join(', ')} from ${name} where ${key} in (select value from json_each(?))${table.versioned ? ' and valid_to is null' : ''}`,
      )
      .raw();
    const set = ownNames.filter((n) => n !== key).map((n) => `${n} = excluded.${n}`);
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
    const { versioned } = this.target.table;
    this.known.clear();
    for (const values of this.selectHeld.all(JSON.stringify(keys))) {
      const row: Record<string, RowValue> = {};
      for (const [n, { name, json }] of this.columns.entries()) {
        const value = values[n]!;
        row[name] = json && value !== null ? (JSON.parse(value as string) as object) : value;
      }
      const at = versioned ? (values[this.columns.length] as string) : '';
      const key = values[this.keyAt] as string;
      rows.set(key, { row, at });
      this.known.set(key, { row, values });
    }
    return rows;
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
    this.known.clear();
  }

  private writeOne({ key, row, from, until, supersedes }: RowWrite): void {
    const values = this.stored(row, this.known.get(key));
    this.known.set(key, { row, values });
    if (this.closeOpen) {
      if (supersedes) this.closeOpen.run(from.position, from.at, key);
      values.push(from.position, until?.position ?? null, from.at, until?.at ?? null);
    }
    if (row[this.target.table.key] !== key) {
      throw new TypeError(`the row of ${key} has another key`);
    }
    // The driver reads arguments a third faster than the members of an array.
    this.insert.run(...values);
  }

  /** Structured values are never changed in place, so the same one has the same text. */
  private stored(row: Row, before: Written | undefined): Stored[] {
    const values = new Array<Stored>(this.columns.length);
    for (const [n, { name, json }] of this.columns.entries()) {
      const value = row[name];
      if (value === null || value === undefined || !json) values[n] = plain(value, name);
      else if (before?.row[name] === value) values[n] = before.values[n]!;
      else values[n] = JSON.stringify(value);
    }
    return values;
  }
}

/** The driver would take an array or an object for several arguments. */
function plain(value: RowValue | undefined, column: string): Stored {
  if (typeof value === 'object' && value !== null) {
    throw new TypeError(`${column} takes no structured value`);
  }
  return value as Stored;
}

/** A constraint, a type, a size; or a value that the driver cannot bind at all (TypeError, RangeError). */
function isAboutTheRow(error: unknown): boolean {
  if (/^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(errorCodeOf(error))) return true;
  return /^(Type|Range)Error\b/.test(String(error));
}
