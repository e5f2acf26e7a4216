import type { Row } from '../../../projections/engine/table.js';
import {
  UnwritableRowError,
  type Generation,
  type HeldRow,
  type RowWrite,
} from '../../../projections/engine/view-store.js';
import { errorCodeOf } from '../../runtime/error-code.js';
import { RowValues, storable, type Stored } from '../row-values.js';
import { columnsOf, identifier, physicalName } from '../table-names.js';
import type { Session } from './connections.js';
import { arrayType, WORDS } from './definitions.js';
import { wordsOf } from './full-text.js';

/** Rows in one statement: enough that the way to the server no longer counts. */
const ROWS_AT_ONCE = 1_000;

/** What the statements on the rows of one table of one generation say. */
export interface RowSql {
  readonly load: string;
  readonly loadWhere: (column: string) => string;
  readonly remove: string;
  readonly insert: string;
  /** Closes what holds; undefined where the table keeps no versions. */
  readonly close: string | undefined;
}

/** A row as its columns hold it, words and versions behind its own. */
interface Prepared {
  readonly write: RowWrite;
  readonly key: string;
  readonly values: readonly Stored[];
}

export function rowSql(target: Generation): RowSql {
  const { table, generation } = target;
  const name = physicalName(table.name, generation);
  const key = identifier(table.key);
  const own = Object.keys(table.columns).map(identifier);
  const held = table.versioned ? [...own, 'valid_from_at'] : own;
  const current = table.versioned ? ' and valid_to is null' : '';
  const select = (column: string) =>
    `select ${held.join(', ')} from ${name} where ${identifier(column)} = any($1::text[])${current}`;
  const written = columnsOf(target).map(([column, definition]) => ({
    column,
    type: arrayType(definition),
    value: `given.${column}`,
  }));
  if (table.fullText) {
    written.push({ column: WORDS, type: 'text[]', value: `given.${WORDS}::tsvector` });
  }
  const columns = written.map(({ column }) => column).join(', ');
  const given = `unnest(${written.map(({ type }, n) => `$${n + 1}::${type}`).join(', ')})
    with ordinality as given (${columns}, place)`;
  const values = written.map(({ value }) => value).join(', ');
  const last = `(select coalesce(max(row_id), 0) from ${name})`;
  const set = written
    .filter(({ column }) => column !== key)
    .map(({ column }) => `${column} = excluded.${column}`);
  return {
    load: select(table.key),
    loadWhere: select,
    remove: `delete from ${name} where ${key} = any($1::text[])`,
    // Numbered without gaps, and an update in place keeps the row's number: a rebuild gives the same.
    insert: table.versioned
      ? `insert into ${name} (row_id, ${columns})
         select ${last} + given.place, ${values} from ${given}`
      : `insert into ${name} (row_id, ${columns})
         select coalesce(before.row_id, ${last} + count(*) filter (where before.row_id is null)
           over (order by given.place rows unbounded preceding)), ${values}
         from ${given} left join ${name} as before on before.${key} = given.${key}
         on conflict (${key}) do ${set.length > 0 ? `update set ${set.join(', ')}` : 'nothing'}`,
    close: table.versioned
      ? `update ${name} set valid_to = given.valid_to, valid_to_at = given.valid_to_at
         from unnest($1::text[], $2::text[], $3::text[]) as given (key, valid_to, valid_to_at)
         where ${name}.${key} = given.key and ${name}.valid_to is null`
      : undefined,
  };
}

/** The rows of one table of one generation, in one transaction. */
export class TableRows {
  private readonly values: RowValues;

  constructor(
    private readonly session: Session,
    private readonly target: Generation,
    private readonly sql: RowSql,
  ) {
    this.values = new RowValues(target.table);
  }

  async load(keys: readonly string[]): Promise<Map<string, HeldRow>> {
    this.values.forget();
    const { versioned } = this.target.table;
    const asked = new Map(keys.map((key) => [storable(key), key]));
    const rows = new Map<string, HeldRow>();
    for (const values of await this.session.values(this.sql.load, [[...asked.keys()]])) {
      const key = asked.get(this.values.keyOf(values))!;
      const at = versioned ? (values.at(-1) as string) : '';
      rows.set(key, { row: this.values.read(key, values), at });
    }
    return rows;
  }

  /** The table must keep no versions. */
  async loadWhere(column: string, values: readonly string[]): Promise<Map<string, HeldRow>> {
    this.values.forget();
    const rows = new Map<string, HeldRow>();
    const sql = this.sql.loadWhere(column);
    for (const stored of await this.session.values(sql, [values.map(storable)])) {
      const key = this.values.keyOf(stored);
      rows.set(key, { row: this.values.read(key, stored), at: '' });
    }
    return rows;
  }

  async remove(keys: readonly string[]): Promise<void> {
    if (keys.length === 0) return;
    await this.session.query(this.sql.remove, [keys.map(storable)]);
  }

  /** @throws UnwritableRowError; other errors are the database's. */
  async write(writes: readonly RowWrite[]): Promise<void> {
    for (const together of inStatements(writes, this.target.table.versioned)) {
      const prepared = together.map((write) => this.prepared(write));
      if (prepared.length === 1) await this.writeOne(prepared[0]!);
      else await this.writeTogether(prepared);
    }
  }

  private prepared(write: RowWrite): Prepared {
    const { table } = this.target;
    const { key, row, from, until } = write;
    try {
      const values = this.values.write(key, row);
      const stored = this.values.keyOf(values);
      if (table.versioned) {
        values.push(from.position, until?.position ?? null, from.at, until?.at ?? null);
      }
      if (table.fullText) values.push(wordsOf(textsOf(row, table.fullText)));
      return { write, key: stored, values };
    } catch (error) {
      throw new UnwritableRowError(table.name, key, error);
    }
  }

  /** The statement tells of a row that it cannot hold, but not of which. */
  private async writeTogether(rows: readonly Prepared[]): Promise<void> {
    await this.session.query('savepoint rows');
    try {
      await this.put(rows);
    } catch (error) {
      if (!isAboutARow(error)) throw error;
      await this.session.query('rollback to savepoint rows');
      for (const row of rows) await this.writeOne(row);
    }
    await this.session.query('release savepoint rows');
  }

  private async writeOne(row: Prepared): Promise<void> {
    try {
      await this.put([row]);
    } catch (error) {
      if (!isAboutARow(error)) throw error;
      throw new UnwritableRowError(this.target.table.name, row.write.key, error);
    }
  }

  private async put(rows: readonly Prepared[]): Promise<void> {
    const closing = rows.filter(({ write }) => write.supersedes);
    if (this.sql.close !== undefined && closing.length > 0) {
      await this.session.query(this.sql.close, [
        closing.map(({ key }) => key),
        closing.map(({ write }) => write.from.position),
        closing.map(({ write }) => write.from.at),
      ]);
    }
    const columns = rows[0]!.values.map((_, n) => rows.map(({ values }) => values[n]));
    await this.session.query(this.sql.insert, columns);
  }
}

/**
 * In the order given, in as few statements as can be. A row without versions is not met twice by one
 * statement; and one closes versions before it inserts any, so that what ends an insertion of the same
 * batch comes in the next.
 */
function* inStatements(
  writes: readonly RowWrite[],
  versioned: boolean,
): Generator<readonly RowWrite[]> {
  let together: RowWrite[] = [];
  let keys = new Set<string>();
  for (const write of writes) {
    const mustWait = keys.has(write.key) && (!versioned || write.supersedes);
    if (mustWait || together.length === ROWS_AT_ONCE) {
      yield together;
      together = [];
      keys = new Set();
    }
    together.push(write);
    keys.add(write.key);
  }
  if (together.length > 0) yield together;
}

function textsOf(row: Row, columns: readonly string[]): string[] {
  return columns.flatMap((column) => {
    const text = row[column];
    return typeof text === 'string' ? [text] : [];
  });
}

/** A value (22), a constraint (23), a size (54); or one that the driver cannot even send. */
function isAboutARow(error: unknown): boolean {
  return /^(22|23|54)/.test(errorCodeOf(error)) || /^(Type|Range)Error\b/.test(String(error));
}
