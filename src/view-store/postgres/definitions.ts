import type { Column, ColumnType } from '../../../projections/engine/table.js';
import type { Generation } from '../../../projections/engine/view-store.js';
import { createIndexes, uniqueColumns } from '../indexes.js';
import { columnsOf, identifier, physicalName, searchName, shownColumns } from '../table-names.js';

/** The words of a row's full-text columns, beside them; no view shows it. */
export const WORDS = 'full_text_words';

/**
 * As bytes, so that text is ordered and compared as everywhere else in the ledger, whatever the
 * database's own language is. JSON stays the text that it is: `jsonb` would order its members anew.
 */
const TYPES: Readonly<Record<ColumnType, string>> = {
  text: 'text collate "C"',
  json: 'text collate "C"',
  integer: 'bigint',
  real: 'double precision',
};

/** Returns the type of a parameter with a column's values; see {@link TYPES}. */
export function arrayType({ type }: Column): string {
  if (type === 'integer') return 'bigint[]';
  return type === 'real' ? 'double precision[]' : 'text[]';
}

export function createTable(target: Generation): string[] {
  const { table, generation } = target;
  const name = physicalName(table.name, generation);
  const columns = columnsOf(target).map(
    ([column, { type, nullable }]) => `${column} ${TYPES[type]}${nullable ? '' : ' not null'}`,
  );
  if (table.fullText) columns.push(`${WORDS} tsvector not null`);
  const statements = [
    `create table ${name} (row_id bigint primary key, ${columns.join(', ')}, unique (${uniqueColumns(target)}))`,
    ...createIndexes(target),
  ];
  if (table.fullText) {
    statements.push(`create index ${searchName(name)} on ${name} using gin (${WORDS})`);
  }
  return statements;
}

/** The view's stable name over one generation, and `<name>_search` with the words of each row. */
export function createView(target: Generation): string[] {
  const { table, generation } = target;
  const name = identifier(table.name);
  const physical = physicalName(name, generation);
  const statements = [
    `create view ${name} as select ${shownColumns(target).join(', ')} from ${physical}`,
  ];
  if (table.fullText) {
    statements.push(
      `create view ${searchName(name)} as select row_id, ${WORDS} as words from ${physical}`,
    );
  }
  return statements;
}

/** Works for tables whose definition this release no longer has. */
export function dropView(table: string): string[] {
  const name = identifier(table);
  return [`drop view if exists ${searchName(name)}`, `drop view if exists ${name}`];
}

export function dropTable(table: string, generation: number): string {
  return `drop table if exists ${physicalName(table, generation)}`;
}
