import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import pg from 'pg';

import type { Kysely } from 'kysely';

import { ledgerCatalog } from '../events/ledger-catalog.js';
import type { RecordedLedgerEvent } from '../events/ledger-event.js';
import { claims } from '../projections/claim-status/claims.projection.js';
import { claimStatus } from '../projections/claim-status/claim-status.projection.js';
import { applyBatch } from '../projections/engine/apply-batch.js';
import { runningProjection } from '../projections/engine/running-projection.js';
import type { Projection } from '../projections/engine/projection.js';
import { claimLikeness } from '../projections/likeness/claim-likeness.projection.js';
import { similarityOf, trigramsOf } from '../projections/likeness/likeness.js';
import type { ViewTables } from '../projections/view-tables.js';
import { MOST_SIMILAR, SIMILAR_FROM, similarClaims } from '../src/claims/queries/similar-claims.js';
import { openPostgresViews } from '../src/view-store/postgres/postgres-views.js';
import { openSqliteViews, type ViewDatabase } from '../src/view-store/view-database.js';
import { Chance } from '../test/support/generated-ledger/chance.js';
import { LedgerHistory } from '../test/support/ledger-history.js';
import { uuid } from '../test/support/recorded-history.js';
import { ratios } from './figures.js';
import type { Report } from './report.js';
import { CROWDED, reworded, VARIED, type Wording } from './worded-claims.js';

const CLAIMS = 100_000;
const ROUNDS = 3;
const LOOK_UPS = 400;
const SCANS = 3;
const IN_A_BATCH = 1_000;
const SERVER = 'TEST_POSTGRES_URL';

/**
 * Near-duplicates looked up among 100,000 claims, against reading and scoring all of them: for claims
 * that are worded in many ways, and for claims that nearly all have many like them.
 */
export async function nearDuplicates(report: Report, folder: string): Promise<void> {
  report.count('claims', CLAIMS);
  report.count('rounds of look-ups', ROUNDS);
  report.count('look-ups a round', LOOK_UPS);
  for (const wording of [VARIED, CROWDED]) {
    const file = join(folder, `${wording.name}.db`);
    await measure(
      report,
      `SQLite, ${wording.name}`,
      wording,
      openSqliteViews<ViewTables>({ file }),
    );
    if (process.env[SERVER] !== undefined) await onPostgres(report, wording);
  }
}

async function onPostgres(report: Report, wording: Wording): Promise<void> {
  const schema = `bench_${randomBytes(6).toString('hex')}`;
  const url = new URL(process.env[SERVER]!);
  url.searchParams.set('schema', schema);
  const views = await openPostgresViews<ViewTables>({ url: url.href });
  try {
    await measure(report, `PostgreSQL, ${wording.name}`, wording, views);
  } finally {
    const server = new pg.Client(process.env[SERVER]);
    await server.connect();
    await server.query(`drop schema if exists ${schema} cascade`);
    await server.end();
  }
}

async function measure(
  report: Report,
  where: string,
  wording: Wording,
  views: ViewDatabase<ViewTables>,
): Promise<void> {
  try {
    const chance = new Chance(1);
    const texts: string[] = [];
    while (texts.length < CLAIMS) {
      // One claim in a hundred puts down again what one before it says.
      const again = texts.length > 0 && chance.happens(10);
      texts.push(again ? reworded(chance.pick(texts), chance) : wording.claim(chance));
    }
    const { events } = texts.reduce(
      (history, text, n) => history.claim(uuid(n), { text }),
      new LedgerHistory(),
    );
    await projected(views, claims, events);
    const statusMs = await projected(views, claimStatus, events);
    const likenessMs = await projected(views, claimLikeness, events);
    report.figure({ name: `${where}: claim-status`, unit: 'ms to project', rounds: [statusMs] });
    report.figure({
      name: `${where}: claim-likeness`,
      unit: 'ms to project',
      rounds: [likenessMs],
    });
    await lookUps(report, where, views.db, () =>
      chance.happens(500) ? reworded(chance.pick(texts), chance) : wording.claim(chance),
    );
  } finally {
    await views.close();
  }
}

/** Milliseconds until the rows of one projection are there. */
async function projected(
  { store }: ViewDatabase<ViewTables>,
  projection: Projection,
  events: readonly RecordedLedgerEvent[],
): Promise<number> {
  const member = runningProjection(projection, await store.begin(projection, 'view'));
  const begun = performance.now();
  for (let at = 0; at < events.length; at += IN_A_BATCH) {
    const batch = events.slice(at, at + IN_A_BATCH);
    await applyBatch({ store, catalog: ledgerCatalog }, [member], batch, true);
  }
  if (member.failure) throw new Error(`not projected: ${member.failure.reason}`);
  return performance.now() - begun;
}

async function lookUps(
  report: Report,
  where: string,
  views: Kysely<ViewTables>,
  asked: () => string,
): Promise<void> {
  const p50: number[] = [];
  const p99: number[] = [];
  const scans: number[] = [];
  let [shown, ofAll] = [0, 0];
  // The first round warms up and does not count.
  for (let round = 0; round <= ROUNDS; round += 1) {
    const times: number[] = [];
    for (let n = 0; n < LOOK_UPS; n += 1) {
      const text = asked();
      const begun = performance.now();
      await similarClaims(views, { text });
      times.push(performance.now() - begun);
    }
    const scanned: number[] = [];
    for (let n = 0; n < SCANS; n += 1) {
      const text = asked();
      const begun = performance.now();
      const best = await bestOfAll(views, text);
      scanned.push(performance.now() - begun);
      const found = await similarClaims(views, { text });
      // By score: of claims that are equally alike, either may be shown.
      ofAll += best.length;
      shown += best.filter((score, rank) => found[rank]?.score === score).length;
    }
    if (round === 0) continue;
    times.sort((a, b) => a - b);
    p50.push(times[Math.floor(LOOK_UPS * 0.5)]!);
    p99.push(times[Math.floor(LOOK_UPS * 0.99)]!);
    scans.push(scanned.reduce((sum, ms) => sum + ms, 0) / SCANS);
  }
  report.figure({ name: `${where}: look-up, p50`, unit: 'ms', rounds: p50 });
  report.figure({ name: `${where}: look-up, p99`, unit: 'ms', rounds: p99 });
  report.figure({ name: `${where}: all read and scored`, unit: 'ms', rounds: scans });
  report.count(`${where}: shown by the scan`, ofAll);
  report.count(`${where}: of them as good in the look-up`, shown);
  report.ratio({ name: `${where}: p99 in ms`, rounds: p99, aim: { atMost: 20 } });
  report.ratio({
    name: `${where}: scan / look-up (p50)`,
    rounds: ratios(scans, p50),
    aim: { atLeast: 10 },
  });
}

/** The scores that a look-up would show if it looked at every claim. */
async function bestOfAll(views: Kysely<ViewTables>, text: string): Promise<number[]> {
  const rows = await views.selectFrom('claims').select(['claim_id', 'text']).execute();
  const trigrams = trigramsOf(text);
  return rows
    .map((row) => similarityOf(trigrams, trigramsOf(row.text)))
    .filter((score) => score >= SIMILAR_FROM)
    .sort((a, b) => b - a)
    .slice(0, MOST_SIMILAR);
}
