import type { Index } from '../../projections/engine/table.js';
import type { Generation } from '../../projections/engine/view-store.js';
import { identifier, physicalName } from './table-names.js';

/** What makes a row the only one of its kind: a key, or a version of it. */
export function uniqueColumns({ table }: Generation): string {
  const key = identifier(table.key);
  return table.versioned ? `${key}, valid_from` : key;
}

/** The statements that make the indexes of a table that is there, in SQL that every database reads. */
export function createIndexes({ table, generation }: Generation): string[] {
  const name = physicalName(table.name, generation);
  const open = `create unique index ${name}_open on ${name} (${identifier(table.key)}) where valid_to is null`;
  return [
    ...(table.versioned ? [open] : []),
    ...(table.indexes ?? []).map((index, n) => createIndex(name, index, n)),
  ];
}

function createIndex(name: string, index: Index, n: number): string {
  const columns = index.columns.map(identifier).join(', ');
  return `create index ${name}_${n} on ${name} (${columns})${conditionOf(index)}`;
}

/** ` where …`, or empty where the index is over all rows. */
export function conditionOf({ rows, where }: Index): string {
  const conditions = [
    ...(rows === 'current' ? ['valid_to is null'] : []),
    ...(where === undefined ? [] : [`(${where})`]),
  ];
  return conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';
}
