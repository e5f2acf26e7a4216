import { join } from 'node:path';

import { LEDGER_CATEGORIES } from '../events/ledger-catalog.js';
import type { EventStore } from './event-store/event-store.js';
import type { CommitSignal } from './event-store/sqlite/commit-signal.js';
import { openSqliteEventStore } from './event-store/sqlite/sqlite-event-store.js';
import type { Metrics } from './operations/metrics.js';
import { asSettingsError, type Settings } from './settings/settings.js';

export const EVENTS_FILE = 'events.db';

/** Where the log of a ledger is. */
export type LogPlace = Pick<
  Settings,
  'dataDir' | 'eventStoreUrl' | 'eventStoreTimeoutMs' | 'streamPrefix'
>;

export interface LogOptions {
  readonly readOnly?: boolean;
  /** Where the log is in the data folder: raised by its commits, or by those of the thread that writes. */
  readonly committed?: CommitSignal;
  /** Where the log is on a server: told what becomes of the calls. */
  readonly observer?: Metrics['connectionObserver'];
  /** Told what of the server is not as `init` would leave it; the ledger works all the same. */
  readonly onUnprepared?: (finding: string) => void;
}

/**
 * Opens the engine that the settings name. The client of a server is loaded only where there is one.
 *
 * @throws EventStoreError; SettingsError
 */
export async function openLog(
  { dataDir, eventStoreUrl, eventStoreTimeoutMs: timeoutMs, streamPrefix }: LogPlace,
  { readOnly = false, committed, ...options }: LogOptions = {},
): Promise<EventStore> {
  if (eventStoreUrl === undefined) {
    const file = join(dataDir, EVENTS_FILE);
    return openSqliteEventStore({ file, readOnly, ...(committed && { committed }) });
  }
  const { openEventStoreDb } =
    await import('./event-store/eventstoredb/eventstoredb-event-store.js');
  const opening = openEventStoreDb({
    connectionString: eventStoreUrl,
    categories: LEDGER_CATEGORIES,
    streamPrefix,
    timeoutMs,
    ...options,
  });
  return asSettingsError('EVENT_STORE_URL', opening);
}
