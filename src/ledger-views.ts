import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

import type { Kysely } from 'kysely';

import { ledgerCatalog } from '../events/ledger-catalog.js';
import type { DerivedView } from '../projections/engine/derived-view.js';
import { unfitReason, unfitViews, type MisfitOf } from '../projections/engine/log-fit.js';
import type { EngineParts } from '../projections/engine/rebuild.js';
import type { ViewStore } from '../projections/engine/view-store.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import type { ViewTables } from '../projections/view-tables.js';
import type { EventFeed } from './following/event-feed.js';
import { ALWAYS_HELD, type Leases } from './following/lease.js';
import { ClaimFlagsView } from './provenance/claim-flags/claim-flags-view.js';
import type { Settings } from './settings/settings.js';
import { StatisticsView } from './statistics/shares/statistics-view.js';
import {
  isDamagedViewFile,
  openSqliteViews,
  type ViewDatabase,
} from './view-store/view-database.js';

export const VIEWS_FILE = 'views.db';

/** Where the views of a ledger are. */
export type ViewPlace = Pick<Settings, 'dataDir' | 'readModelUrl'>;

export interface ViewOptions {
  /** True for a process that does not project: the views must be there. */
  readonly readOnly?: boolean;
  /** Called where another release laid them out, and they are begun anew. */
  readonly onEmptied?: (reason: string) => void;
}

/** The driver is loaded only where there is a database for it. */
const postgresViews = () => import('./view-store/postgres/postgres-views.js');

/** Opens the views where the settings say they are. @throws the error of whatever cannot be opened. */
export async function openViews(
  { dataDir, readModelUrl: url }: ViewPlace,
  options: ViewOptions = {},
): Promise<ViewDatabase<ViewTables>> {
  if (url !== undefined) {
    const { openPostgresViews } = await postgresViews();
    return openPostgresViews<ViewTables>({ url, ...options });
  }
  return openSqliteViews<ViewTables>({ file: join(dataDir, VIEWS_FILE), ...options });
}

/** Returns the parts that keep and build the ledger's views from that log. */
export function engineOver(
  feed: EventFeed,
  { store, db }: ViewDatabase<ViewTables>,
  leases: Leases = ALWAYS_HELD,
): EngineParts {
  return { feed, catalog: ledgerCatalog, store, leases, derived: derivedViews(db) };
}

/** Holds the ledger's views against that log. */
export function misfitOver(feed: Pick<EventFeed, 'readAt'>, store: ViewStore): MisfitOf {
  return async (states) =>
    unfitReason(await unfitViews({ feed, store }, ledgerProjections, states));
}

/** How the derived projections among the ledger's are worked out, from what these views show. */
export function derivedViews(views: Kysely<ViewTables>): DerivedView[] {
  return [new ClaimFlagsView(views), new StatisticsView(views)];
}

/**
 * Who may project into these views, and build them anew. A file has one projector already: another server
 * is kept from the data folder.
 */
export async function leasesOf({ readModelUrl: url }: ViewPlace): Promise<Leases> {
  if (url === undefined) return ALWAYS_HELD;
  const { PostgresLeases } = await import('./view-store/postgres/postgres-leases.js');
  return new PostgresLeases({ url, applicationName: `fact-ledger ${process.pid} ${hostname()}` });
}

/** Whether there never were any; of a database elsewhere, opening it tells. */
export function viewsAreMissing({ dataDir, readModelUrl }: ViewPlace): boolean {
  return readModelUrl === undefined && !existsSync(join(dataDir, VIEWS_FILE));
}

/**
 * Whether the file of the views has a damaged page; reads all of it. A database elsewhere drops a damaged
 * table without reading it.
 */
export function viewsAreDamaged({ dataDir, readModelUrl }: ViewPlace): boolean {
  if (viewsAreMissing({ dataDir, readModelUrl })) return false;
  return readModelUrl === undefined && isDamagedViewFile(join(dataDir, VIEWS_FILE));
}

/** Takes away the views of a ledger that is not there any more. */
export async function removeViews({ dataDir, readModelUrl }: ViewPlace): Promise<void> {
  if (readModelUrl !== undefined) {
    const { emptyPostgresViews } = await postgresViews();
    return emptyPostgresViews(readModelUrl);
  }
  const file = join(dataDir, VIEWS_FILE);
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}
