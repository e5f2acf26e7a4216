import Database from 'better-sqlite3';
import { mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

import { rebuild as rebuildViews } from '../projections/engine/rebuild.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import type { ViewTables } from '../projections/view-tables.js';
import type { EventStore } from '../src/event-store/event-store.js';
import { openSqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { engineOver } from '../src/ledger-views.js';
import { openSqliteViews, type ViewDatabase } from '../src/view-store/view-database.js';
import { perSecond, ratios } from './figures.js';
import { writeGeneratedLog } from './generated-log.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

/** Where nobody said how many. */
export const EVENTS = 200_000;
const ROUNDS = 3;

export const rebuild: Bench = {
  name: 'rebuild',
  about: 'all views rebuilt from the log, against reading it and parsing its JSON',
  run: (report, { events = EVENTS }) =>
    inScratchFolder((folder) => measure(folder, report, events)),
};

async function measure(folder: string, report: Report, count: number): Promise<void> {
  const file = join(folder, 'events.db');
  await writeGeneratedLog(file, count);
  const rebuilt: number[] = [];
  const parsed: number[] = [];
  let viewBytes = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    const views = join(folder, `round-${round}`);
    await mkdir(views);
    parsed.push(readAndParse(file, count));
    rebuilt.push(await rebuildFromNothing(file, join(views, 'views.db'), count));
    viewBytes = (await stat(join(views, 'views.db'))).size;
    await rm(views, { recursive: true });
  }
  report.count('rounds', ROUNDS);
  report.count('events', count);
  report.count('views', ledgerProjections.length);
  report.count('bytes an event in the log', Math.round((await stat(file)).size / count));
  report.count('bytes an event in the views', Math.round(viewBytes / count));
  report.figure({ name: 'all views rebuilt', unit: 'events/s', rounds: rebuilt });
  report.figure({ name: 'read and parsed', unit: 'events/s', rounds: parsed });
  report.ratio({
    name: 'rebuilt / read and parsed',
    rounds: ratios(rebuilt, parsed),
    aim: { atLeast: 0.2 },
  });
}

/** Events a second, from opening the files to the switch that shows the views. */
async function rebuildFromNothing(events: string, file: string, count: number): Promise<number> {
  const begun = performance.now();
  const feed = openSqliteEventStore({ file: events, readOnly: true });
  const views = openSqliteViews<ViewTables>({ file });
  try {
    await rebuildAll(feed, views);
    return perSecond(count, begun);
  } finally {
    await views.close();
    await feed.close();
  }
}

/** @throws Error where a view did not get to the end of the log. */
export async function rebuildAll(feed: EventStore, views: ViewDatabase<ViewTables>): Promise<void> {
  const head = await feed.head();
  const states = await rebuildViews(engineOver(feed, views), ledgerProjections);
  const behind = states.filter(({ active, position }) => !active || position !== head);
  if (behind.length > 0) throw new Error(`not rebuilt: ${JSON.stringify(behind)}`);
}

/** Events a second, in the order of the log and in constant memory. */
function readAndParse(file: string, expected: number): number {
  const begun = performance.now();
  const db = new Database(file, { readonly: true });
  try {
    const rows = db
      .prepare<[], { data: string; metadata: string }>('select * from events order by position')
      .iterate();
    let count = 0;
    for (const { data, metadata } of rows) {
      JSON.parse(data);
      JSON.parse(metadata);
      count += 1;
    }
    if (count !== expected) throw new Error(`${count} events in the log`);
    return perSecond(expected, begun);
  } finally {
    db.close();
  }
}
