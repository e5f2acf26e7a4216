import { existsSync } from 'node:fs';
import { join } from 'node:path';

import type { EventStore } from '../event-store/event-store.js';
import { openSqliteEventStore } from '../event-store/sqlite/sqlite-event-store.js';
import { EVENTS_FILE } from '../ledger.js';
import type { Settings } from '../settings/settings.js';
import { CommandFailed } from './exit-codes.js';

/** Opens the log for reading; a server may be writing it meanwhile. @throws CommandFailed */
export function openLogForReading({ dataDir }: Settings): EventStore {
  const file = join(dataDir, EVENTS_FILE);
  if (!existsSync(file)) {
    throw new CommandFailed(
      `there is no ledger in ${dataDir}; FACT_LEDGER_DATA_DIR says where it is`,
    );
  }
  return openSqliteEventStore({ file, readOnly: true });
}
