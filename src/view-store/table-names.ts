import { VERSION_COLUMNS, type Column } from '../../projections/engine/table.js';
import type { Generation } from '../../projections/engine/view-store.js';

/*
 * What the views' tables and columns are called in a database. Every identifier comes from a table
 * definition in the code, never from outside, and is checked here to be a plain snake_case word.
 */

/** `claim_status` of generation 2 is the table `claim_status_g2`. */
export function physicalName(table: string, generation: number): string {
  return `${identifier(table)}_g${generation}`;
}

/** Rows are numbered as they are written, and the number is the table's key. @param name physical */
export function selectNewestMoments(name: string, limit: number): string {
  return `select valid_from as position, valid_from_at as at from ${name} order by row_id desc limit ${limit}`;
}

export function searchName(name: string): string {
  return `${name}_search`;
}

/** The words of a full-text column, where a table holds them beside it. */
export function wordsColumn(column: string): string {
  return `full_text_${identifier(column)}`;
}

export function identifier(name: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) throw new Error(`not a name for the database: ${name}`);
  return name;
}

/** All columns in their order, those of the versions last. */
export function columnsOf({ table }: Generation): [string, Column][] {
  const columns = { ...table.columns, ...(table.versioned ? VERSION_COLUMNS : {}) };
  return Object.entries<Column>(columns).map(([name, column]) => [identifier(name), column]);
}

/** What queries see of a row, in its order. */
export function shownColumns(target: Generation): string[] {
  const columns = columnsOf(target).map(([column]) => column);
  return target.table.clustered ? columns : ['row_id', ...columns];
}
