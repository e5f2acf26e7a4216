import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { ViewTables } from '../projections/view-tables.js';
import { openSqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { openSqliteViews } from '../src/view-store/view-database.js';
import { writeGeneratedLog } from './generated-log.js';
import { rebuildAll } from './rebuild.js';

/** Makes a ledger with so many events, and one with so many times fewer. @returns their data folders. */
export async function makeTwoLedgers(
  folder: string,
  events: number,
  times: number,
): Promise<{ readonly small: string; readonly large: string }> {
  const [small, large] = [join(folder, 'small'), join(folder, 'large')];
  await makeLedger(small, Math.round(events / times));
  await makeLedger(large, events);
  return { small, large };
}

/** Makes the data folder of a ledger: a generated log with its views. */
async function makeLedger(folder: string, events: number): Promise<void> {
  await mkdir(folder);
  const file = join(folder, 'events.db');
  await writeGeneratedLog(file, events);
  const feed = openSqliteEventStore({ file, readOnly: true });
  const views = openSqliteViews<ViewTables>({ file: join(folder, 'views.db') });
  try {
    await rebuildAll(feed, views);
  } finally {
    await views.close();
    await feed.close();
  }
}
