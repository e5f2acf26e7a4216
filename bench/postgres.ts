import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import pg from 'pg';
import { from, to } from 'pg-copy-streams';

import type { ViewTables } from '../projections/view-tables.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import { openSqliteEventStore } from '../src/event-store/sqlite/sqlite-event-store.js';
import { openPostgresViews } from '../src/view-store/postgres/postgres-views.js';
import { perSecond, ratios } from './figures.js';
import { writeGeneratedLog } from './generated-log.js';
import { EVENTS, rebuildAll } from './rebuild.js';
import type { Bench, Report } from './report.js';
import { inScratchFolder } from './scratch-folder.js';

const ROUNDS = 3;

const SERVER = 'TEST_POSTGRES_URL';

export const postgres: Bench = {
  name: 'postgres',
  about: 'all views rebuilt on PostgreSQL, against COPY of the same rows into the same tables',
  needs: SERVER,
  run: (report, { events = EVENTS }) =>
    inScratchFolder((folder) => measure(folder, report, events)),
};

async function measure(folder: string, report: Report, events: number): Promise<void> {
  const file = join(folder, 'events.db');
  await writeGeneratedLog(file, events);
  const server = new pg.Client(process.env[SERVER]);
  await server.connect();
  const rebuilt: number[] = [];
  const copied: number[] = [];
  let rows = 0;
  try {
    // As the views' own connections have it.
    await server.query('set synchronous_commit = off');
    for (let round = 1; round <= ROUNDS; round += 1) {
      const schema = `bench_${randomBytes(6).toString('hex')}`;
      try {
        rebuilt.push(await rebuildFromNothing(file, schema, events));
        await writeOut(server, schema, folder);
        rows = await makeEmptyCopies(server, schema);
        copied.push(await copyAll(server, schema, folder, events));
      } finally {
        await server.query(`drop schema if exists ${schema} cascade`);
      }
    }
  } finally {
    await server.end();
  }
  report.count('rounds', ROUNDS);
  report.count('events', events);
  report.count('rows', rows);
  report.figure({ name: 'all views rebuilt', unit: 'events/s', rounds: rebuilt });
  report.figure({ name: 'COPY of their rows', unit: 'events/s', rounds: copied });
  report.ratio({
    name: 'rebuilt / COPY',
    rounds: ratios(rebuilt, copied),
    aim: { atLeast: 0.15 },
  });
}

/** Events a second, from opening the databases to the switch that shows the views. */
async function rebuildFromNothing(file: string, schema: string, events: number): Promise<number> {
  const url = new URL(process.env[SERVER]!);
  url.searchParams.set('schema', schema);
  const begun = performance.now();
  const feed = openSqliteEventStore({ file, readOnly: true });
  try {
    const views = await openPostgresViews<ViewTables>({ url: url.href });
    try {
      await rebuildAll(feed, views);
      return perSecond(events, begun);
    } finally {
      await views.close();
    }
  } finally {
    await feed.close();
  }
}

const tables = ledgerProjections.map(({ table }) => table.name);

async function writeOut(server: pg.Client, schema: string, folder: string): Promise<void> {
  for (const table of tables) {
    const out = server.query(to(`copy ${schema}.${table}_g1 to stdout`));
    await pipeline(out, createWriteStream(join(folder, table)));
  }
}

/** Tables with the same columns, keys and indexes. @returns how many rows they are to hold. */
async function makeEmptyCopies(server: pg.Client, schema: string): Promise<number> {
  let rows = 0;
  for (const table of tables) {
    const { rows: counted } = await server.query<{ n: number }>(
      `select count(*)::int as n from ${schema}.${table}_g1`,
    );
    rows += counted[0]!.n;
    await server.query(
      `create table ${schema}.${table}_copy (like ${schema}.${table}_g1 including all)`,
    );
  }
  await server.query('checkpoint').catch(onlyWhereAllowed);
  return rows;
}

/** Both sides begin with nothing left to be written; who may not ask for that goes without. */
function onlyWhereAllowed(error: unknown): void {
  if ((error as { code?: unknown }).code !== '42501') throw error;
}

/** Events a second whose rows are copied in. */
async function copyAll(
  server: pg.Client,
  schema: string,
  folder: string,
  events: number,
): Promise<number> {
  const begun = performance.now();
  for (const table of tables) {
    const into = server.query(from(`copy ${schema}.${table}_copy from stdin`));
    await pipeline(createReadStream(join(folder, table), { highWaterMark: 1 << 20 }), into);
  }
  return perSecond(events, begun);
}
