import { sql, type Kysely } from 'kysely';

import { tablesOf } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';

/** Every row with every column, row numbers too, in the order of the keys. */
export async function everyRow(db: Kysely<ViewTables>): Promise<string[]> {
  const lines: string[] = [];
  for (const table of ledgerProjections.flatMap(tablesOf)) {
    const order = table.versioned ? sql.raw(`${table.key}, valid_from`) : sql.raw(table.key);
    const { rows } = await sql<object>`
      select * from ${sql.table(table.name)} order by ${order}`.execute(db);
    lines.push(`${table.name}: ${rows.length}`, ...rows.map((row) => JSON.stringify(row)));
  }
  return lines;
}
