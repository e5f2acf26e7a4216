import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import { VERSION_COLUMNS, type Table } from '../../projections/engine/table.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { rowBatches } from '../queries/row-batches.js';
import type { LogEnd } from './log-end.js';

/** A row as the database holds it; JSON is text. */
export type ViewRow = Readonly<Record<string, string | number | null>>;

const BATCH_ROWS = 500;

/**
 * All rows of a view in the order of their keys; of a view that keeps versions, all versions that began
 * by then, the last of each key open.
 *
 * @param claim only what has this claim's id.
 */
export async function* viewRows(
  views: Kysely<ViewTables>,
  table: Table,
  end: LogEnd,
  claim?: string,
): AsyncGenerator<ViewRow, void> {
  const order = orderOf(table);
  const batches = rowBatches(BATCH_ROWS, async (last?: ViewRow) => {
    const conditions = [
      ...(table.versioned ? begunBy(end) : []),
      ...(claim === undefined ? [] : [sql<SqlBool>`claim_id = ${claim}`]),
      ...(last ? [isBehind(order, last)] : []),
      sql<SqlBool>`1 = 1`,
    ];
    const { rows } = await sql<ViewRow>`select ${references(columnsOf(table))}
      from ${sql.table(table.name)} where ${sql.join(conditions, sql` and `)}
      order by ${references(order)} limit ${BATCH_ROWS}`.execute(views);
    return rows;
  });
  for await (const rows of batches) {
    for (const row of rows) yield table.versioned ? asOf(row, end) : row;
  }
}

/** The columns that tell one row from all others. */
export function orderOf({ key, versioned }: Table): readonly string[] {
  return versioned ? [key, 'valid_from'] : [key];
}

export function columnsOf({ columns, versioned }: Table): readonly string[] {
  return Object.keys({ ...columns, ...(versioned && VERSION_COLUMNS) });
}

function references(columns: readonly string[]): RawBuilder<unknown> {
  return sql.join(columns.map((column) => sql.ref(column)));
}

function isBehind(order: readonly string[], row: ViewRow): RawBuilder<SqlBool> {
  const values = sql.join(order.map((column) => row[column]));
  return sql`(${references(order)}) > (${values})`;
}

function begunBy({ position, instant }: LogEnd): RawBuilder<SqlBool>[] {
  return [
    ...(position === undefined ? [] : [sql<SqlBool>`valid_from <= ${position}`]),
    ...(instant === undefined ? [] : [sql<SqlBool>`valid_from_at <= ${instant}`]),
  ];
}

function asOf(row: ViewRow, { position, instant }: LogEnd): ViewRow {
  const { valid_to: to, valid_to_at: at } = row;
  const isLater =
    (position !== undefined && typeof to === 'string' && to > position) ||
    (instant !== undefined && typeof at === 'string' && at > instant);
  return isLater ? { ...row, valid_to: null, valid_to_at: null } : row;
}
