import type { RecordedLedgerEvent } from '../events/ledger-event.js';
import { integer, text } from './engine/columns.js';
import { sideTable, type SideRows, type SideTable } from './engine/side-table.js';
import type { Table } from './engine/table.js';

const columns = { value: text(), count: integer() };

/** A table that counts rows by a value that they have, and finds the values of which there are most. */
export function countsTable<const Name extends string>(
  name: Name,
  keys: (event: RecordedLedgerEvent) => readonly string[],
): CountsTable<Name> {
  const table = {
    name,
    columns,
    key: 'value',
    indexes: [{ columns: ['count', 'value'] }],
  } as const;
  return sideTable({ table, keys });
}

export type CountsTable<Name extends string = string> = SideTable<
  Table<Name, typeof columns, false, true>
>;

/** One more of the value. */
export function countOne(sides: SideRows, counts: CountsTable, value: string): void {
  sides.put(counts, { value, count: (sides.get(counts, value)?.count ?? 0) + 1 });
}
