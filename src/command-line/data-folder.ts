import { existsSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

import type { EventStore } from '../event-store/event-store.js';
import { EVENTS_FILE, openLog } from '../ledger-log.js';
import { makeFolder } from '../runtime/make-folder.js';
import { SettingsError, type Settings } from '../settings/settings.js';
import { CommandFailed, messageOf } from './exit-codes.js';

/** @throws SettingsError where it cannot be made. */
export async function makeDataFolder({ dataDir }: Settings): Promise<void> {
  try {
    await makeFolder(dataDir);
  } catch (error) {
    throw new SettingsError(`FACT_LEDGER_DATA_DIR: ${dataDir}: ${messageOf(error)}`);
  }
}

/** Opens the log for reading; a server may be writing it meanwhile. @throws CommandFailed */
export async function openLogForReading(settings: Settings): Promise<EventStore> {
  const { dataDir, eventStoreUrl } = settings;
  if (eventStoreUrl === undefined && !existsSync(join(dataDir, EVENTS_FILE))) {
    throw new CommandFailed(
      `there is no ledger in ${dataDir}; FACT_LEDGER_DATA_DIR says where it is`,
    );
  }
  return openLog(settings, { readOnly: true });
}

/** A new name in a folder is durable once the folder is. fsync(2) */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
