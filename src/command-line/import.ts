import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { UnknownEventError } from '../../events/catalog.js';
import type { RecordedEvent } from '../../events/envelope.js';
import type { EventStore } from '../event-store/event-store.js';
import { lockDataFolder } from '../event-store/sqlite/data-folder-lock.js';
import { openSqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { EVENTS_FILE, SNAPSHOTS_FOLDER } from '../ledger.js';
import type { Settings } from '../settings/settings.js';
import { openFileSnapshotStore } from '../snapshots/file-snapshot-store.js';
import { CommandFailed } from './exit-codes.js';
import { readExport, recordedEvent } from './export-file.js';
import { printJson } from './output.js';
import { progress, type Progress } from './progress.js';

/** Appends under way at a time: they share commits, and the store keeps their order. */
const IN_FLIGHT = 500;

/**
 * Brings an export into a data folder that holds no ledger: ids, times and order as they were. The
 * events are written beside their place and take it when all are there, so that an import that was
 * cut short leaves none.
 */
export async function importLedger(
  settings: Settings,
  { file, json }: { readonly file: string; readonly json: boolean },
): Promise<void> {
  const { dataDir } = settings;
  const shown = progress();
  await mustBeWhole(file, shown);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lock = lockDataFolder(dataDir);
  const events = join(dataDir, EVENTS_FILE);
  const unfinished = join(dataDir, 'importing.db');
  try {
    if (existsSync(events)) throw new CommandFailed(`${dataDir} holds a ledger already`);
    await removeDatabase(unfinished);
    const count = await append(unfinished, file, dataDir, shown);
    await rename(unfinished, events);
    shown.done(`${count} events imported into ${dataDir}`);
    if (json) await printJson({ events: count, dataDir });
  } catch (error) {
    shown.failed();
    await removeDatabase(unfinished);
    throw error;
  } finally {
    lock.release();
  }
}

/** Reads all of it once before anything is written. @throws CommandFailed */
async function mustBeWhole(file: string, shown: Progress): Promise<void> {
  let number = 0;
  for await (const line of readExport(file)) {
    number += 1;
    if (number % 1000 === 0) shown.show(`${number} lines checked`);
    if ('event' in line) mustBeValid(recordedEvent(line.event), `${file}:${number}`);
  }
}

/** An event of a later release is taken as it is: it is readable, and halts the views that need it. */
function mustBeValid(event: RecordedEvent, place: string): void {
  try {
    ledgerCatalog.validate(event);
  } catch (error) {
    if (error instanceof UnknownEventError) return;
    throw new CommandFailed(`${place}: ${String(error)}`);
  }
}

async function append(
  database: string,
  file: string,
  dataDir: string,
  shown: Progress,
): Promise<number> {
  const store = openSqliteEventStore({ file: database });
  try {
    const snapshots = await openFileSnapshotStore(join(dataDir, SNAPSHOTS_FOLDER));
    const appends = new Appends(store);
    let events = 0;
    for await (const line of readExport(file)) {
      if ('snapshot' in line) await snapshots.put(Buffer.from(line.snapshot.base64, 'base64'));
      if (!('event' in line)) continue;
      await appends.add(recordedEvent(line.event));
      events += 1;
      shown.show(`${events} events imported`);
    }
    await appends.finish();
    return events;
  } finally {
    // Closing moves everything out of the write-ahead log into the one file that is renamed.
    await store.close();
  }
}

/** Puts the events of one command together again, and appends command by command. */
class Appends {
  private command: RecordedEvent[] = [];
  private underWay: Promise<unknown>[] = [];

  constructor(private readonly store: EventStore) {}

  async add(event: RecordedEvent): Promise<void> {
    const [first] = this.command;
    const same =
      first?.stream === event.stream && first.metadata.commandId === event.metadata.commandId;
    if (!same) await this.appendCommand();
    this.command.push(event);
  }

  async finish(): Promise<void> {
    await this.appendCommand();
    await Promise.all(this.underWay);
  }

  private async appendCommand(): Promise<void> {
    const [first] = this.command;
    if (!first) return;
    const { commandId, commandDigest } = first.metadata;
    const expected = first.revision === 0n ? 'no-stream' : first.revision - 1n;
    const options = { expected, commandId, commandDigest } as const;
    this.underWay.push(this.store.append(first.stream, this.command, options));
    this.command = [];
    if (this.underWay.length < IN_FLIGHT) return;
    await Promise.all(this.underWay);
    this.underWay = [];
  }
}

async function removeDatabase(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}
