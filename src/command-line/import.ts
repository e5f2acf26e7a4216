import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { lockDataFolder } from '../event-store/sqlite/data-folder-lock.js';
import type { EventStore } from '../event-store/event-store.js';
import { openSqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { SNAPSHOTS_FOLDER } from '../ledger.js';
import { EVENTS_FILE, openLog } from '../ledger-log.js';
import { removeViews } from '../ledger-views.js';
import type { Settings } from '../settings/settings.js';
import { openFileSnapshotStore } from '../snapshots/file-snapshot-store.js';
import { makeDataFolder, syncFolder } from './data-folder.js';
import { CommandFailed } from './exit-codes.js';
import { checkExport } from './export-check.js';
import { recordedEvent } from './export-format.js';
import { readExport } from './export-reader.js';
import { ImportedCommands } from './imported-commands.js';
import { ImportedSnapshots } from './imported-snapshots.js';
import { interruptible } from './interruption.js';
import { amount, printJson } from './output.js';
import { progress, type Progress } from './progress.js';
import { RecordedBefore } from './recorded-before.js';

/** Appends to SQLite under way at a time: they share commits, and keep their order. */
const SHARING_COMMITS = 500;

/** What an import that was killed leaves, and the next one removes. */
const UNFINISHED_FILE = 'importing.db';

/**
 * Brings an export into a ledger that is empty: ids, times and order as they were. All of it is checked
 * first.
 *
 * In a data folder the events are written beside their place and take it when all are there, so that an
 * import that was cut short leaves none. On a server they stay, and the next import of the same file
 * goes on behind them.
 */
export async function importLedger(
  settings: Settings,
  { file, json }: { readonly file: string; readonly json: boolean },
): Promise<void> {
  const { dataDir, eventStoreUrl } = settings;
  const toServer = eventStoreUrl !== undefined;
  if (!toServer) mustHoldNoLedger(dataDir);
  const shown = progress();
  try {
    const events = await interruptible(async (signal) => {
      await checkExport(file, shown, signal);
      await makeDataFolder(settings);
      const lock = lockDataFolder(dataDir);
      try {
        if (toServer) return await bringToServer(file, settings, shown, signal);
        return await bringIn(file, settings, shown, signal);
      } finally {
        lock.release();
      }
    });
    shown.done(
      `${amount(events, 'event')} imported into ${toServer ? 'the event store' : dataDir}`,
    );
    if (json) await printJson({ events, dataDir });
  } catch (error) {
    shown.failed();
    throw error;
  }
}

function mustHoldNoLedger(dataDir: string): void {
  if (!existsSync(join(dataDir, EVENTS_FILE))) return;
  throw new CommandFailed(`${dataDir} holds a ledger already, and is left as it is`);
}

/** The caller holds the folder's lock. */
async function bringIn(
  file: string,
  settings: Settings,
  shown: Progress,
  signal: AbortSignal,
): Promise<number> {
  const { dataDir } = settings;
  mustHoldNoLedger(dataDir);
  const unfinished = join(dataDir, UNFINISHED_FILE);
  await removeDatabase(unfinished);
  try {
    const events = await bringInBeside(file, unfinished, dataDir, shown, signal);
    // Of a ledger that is not there any more; they would be taken for this one's.
    await removeViews(settings);
    await rename(unfinished, join(dataDir, EVENTS_FILE));
    await syncFolder(dataDir);
    return events;
  } catch (error) {
    await removeDatabase(unfinished);
    throw error;
  }
}

async function bringInBeside(
  file: string,
  database: string,
  dataDir: string,
  shown: Progress,
  signal: AbortSignal,
): Promise<number> {
  const store = openSqliteEventStore({ file: database });
  try {
    return await append({ file, store, dataDir, inFlight: SHARING_COMMITS, shown, signal });
  } finally {
    // Closing moves everything out of the write-ahead log into the one file that is renamed.
    await store.close();
  }
}

/** The caller holds the lock of the folder, which has the snapshots. */
async function bringToServer(
  file: string,
  settings: Settings,
  shown: Progress,
  signal: AbortSignal,
): Promise<number> {
  const { dataDir } = settings;
  const store = await openLog(settings);
  try {
    // Views of another ledger, whose positions mean nothing to this one.
    if ((await store.head()) === undefined) await removeViews(settings);
    // One after the other: a server's order is that in which the appends reach it.
    return await append({ file, store, dataDir, inFlight: 1, shown, signal });
  } finally {
    await store.close();
  }
}

interface Appending {
  readonly file: string;
  readonly store: EventStore;
  readonly dataDir: string;
  readonly inFlight: number;
  readonly shown: Progress;
  readonly signal: AbortSignal;
}

/** @returns how many events the ledger holds now. */
async function append(appending: Appending): Promise<number> {
  const { file, store, dataDir, inFlight, shown, signal } = appending;
  const folder = await openFileSnapshotStore(join(dataDir, SNAPSHOTS_FOLDER));
  const snapshots = new ImportedSnapshots(folder);
  const commands = new ImportedCommands(store, inFlight);
  const before = new RecordedBefore(store);
  let events = 0;
  for await (const { line, place } of readExport(file)) {
    signal.throwIfAborted();
    if ('snapshot' in line) await snapshots.add(Buffer.from(line.snapshot.base64, 'base64'));
    if (!('event' in line)) continue;
    const event = recordedEvent(line.event);
    if (!(await before.holds(event, place))) await commands.add(event, place);
    events += 1;
    shown.show(`${amount(events, 'event')} imported`);
  }
  await before.mustBeAll();
  await snapshots.finish();
  await commands.finish();
  return events;
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}
