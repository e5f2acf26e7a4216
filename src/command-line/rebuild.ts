import { join } from 'node:path';

import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { rebuild } from '../../projections/engine/rebuild.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { VIEWS_FILE } from '../ledger.js';
import type { Settings } from '../settings/settings.js';
import { openSqliteViews } from '../view-store/view-database.js';
import { openLogForReading } from './data-folder.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import { printJson, printLine } from './output.js';
import { progress } from './progress.js';

export interface RebuildCommand {
  /** All where empty. */
  readonly views: readonly string[];
  readonly json: boolean;
}

/** Builds views anew beside the live ones and switches over; a server may go on serving them. */
export async function rebuildViews(settings: Settings, command: RebuildCommand): Promise<void> {
  const projections = called(command.views);
  const store = openLogForReading(settings);
  const views = openSqliteViews<ViewTables>({ file: join(settings.dataDir, VIEWS_FILE) });
  const shown = progress();
  try {
    let events = 0;
    const states = await rebuild(
      { feed: store, catalog: ledgerCatalog, store: views.store },
      projections,
      {
        onProgress: (made) => {
          events = made.events;
          shown.show(`${made.events} events, ${made.eventsPerSecond}/s, at ${made.position}`);
        },
        onTrouble: (trouble) => trouble && shown.show(`waiting: ${trouble.reason}`),
      },
    );
    const failed = states.filter(({ active }) => !active);
    shown.done(`${states.length - failed.length} views rebuilt from ${events} events`);
    for (const { name, position, failure, active } of states) {
      if (command.json) await printJson({ name, position, active, failure });
      else await printLine(`${name}\t${active ? position : `failed: ${failure?.reason}`}`);
    }
    if (failed.length > 0) throw new CommandFailed('some views stay as they were');
  } catch (error) {
    shown.failed();
    throw error;
  } finally {
    await views.close();
    await store.close();
  }
}

function called(names: readonly string[]) {
  const known = ledgerProjections.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `there is no view ${unknown}; there are ${known.join(', ')}`;
    throw new CommandFailed(message, EXIT.usage);
  }
  if (names.length === 0) return ledgerProjections;
  return ledgerProjections.filter(({ name }) => names.includes(name));
}
