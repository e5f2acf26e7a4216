import type { Generation } from '../../../projections/engine/view-store.js';
import { createIndexes, uniqueColumns } from '../indexes.js';
import {
  columnsOf,
  identifier,
  physicalName,
  searchName,
  wordsColumn,
  shownColumns,
} from '../table-names.js';

/**
 * `row_id`, which a clustered table lacks, is written out because a rowid that is not may change in a VACUUM
 * (https://sqlite.org/lang_vacuum.html), and the full-text index points at it.
 */
export function createTable(target: Generation): string {
  const { table, generation } = target;
  const name = physicalName(table.name, generation);
  const columns = columnsOf(target).map(
    ([column, { type, nullable }]) =>
      `${column} ${type === 'json' ? 'text' : type}${nullable ? '' : ' not null'}`,
  );
  const words = (table.fullText ?? []).map(wordsColumn);
  columns.push(...words.map((column) => `${column} text not null`));
  const unique = uniqueColumns(target);
  const statements = [
    table.clustered
      ? `create table ${name} (${columns.join(', ')}, primary key (${unique})) strict, without rowid`
      : `create table ${name} (row_id integer primary key, ${columns.join(', ')}, unique (${unique})) strict`,
    ...createIndexes(target),
  ];
  if (words.length > 0) statements.push(...createSearch(name, words));
  return statements.join(';\n');
}

/**
 * An index without content of its own, kept by triggers (https://sqlite.org/fts5.html#external_content_tables),
 * of the words that `wordsOf` made. So its tokenizer need only part them at spaces: `ascii` takes every
 * character beyond ASCII for part of a word, where `unicode61` would drop what came after Unicode 6.1.
 */
function createSearch(name: string, columns: readonly string[]): string[] {
  const search = searchName(name);
  const list = columns.join(', ');
  const values = (row: 'old' | 'new') => columns.map((column) => `${row}.${column}`).join(', ');
  const enter = `insert into ${search} (rowid, ${list}) values (new.row_id, ${values('new')});`;
  const remove = `insert into ${search} (${search}, rowid, ${list}) values ('delete', old.row_id, ${values('old')});`;
  return [
    `create virtual table ${search} using fts5(${list}, content='${name}', content_rowid='row_id', tokenize='ascii')`,
    `create trigger ${name}_inserted after insert on ${name} begin ${enter} end`,
    `create trigger ${name}_updated after update of ${list} on ${name} begin ${remove} ${enter} end`,
    `create trigger ${name}_deleted after delete on ${name} begin ${remove} end`,
  ];
}

/**
 * The view's stable name over one generation. The search view has the row's number as `rowid` and
 * `row_id`, and, like the index itself, a column of its own name, so that
 * `where claim_text_search match ?` does what it does on the index.
 */
export function createView(target: Generation): string {
  const { table, generation } = target;
  const name = identifier(table.name);
  const physical = physicalName(name, generation);
  const statements = [
    `create view ${name} as select ${shownColumns(target).join(', ')} from ${physical}`,
  ];
  if (table.fullText) {
    const search = searchName(physical);
    const words = table.fullText.map((column) => `${wordsColumn(column)} as ${identifier(column)}`);
    statements.push(
      `create view ${searchName(name)} as select rowid as rowid, rowid as row_id, ${words.join(', ')}, rank, ${search} as ${searchName(name)} from ${search}`,
    );
  }
  return statements.join(';\n');
}

/** Works for tables whose definition this release no longer has. */
export function dropView(table: string): string {
  const name = identifier(table);
  return `drop view if exists ${name}; drop view if exists ${searchName(name)}`;
}

export function dropTable(table: string, generation: number): string {
  const name = physicalName(table, generation);
  return `drop table if exists ${searchName(name)}; drop table if exists ${name}`;
}
