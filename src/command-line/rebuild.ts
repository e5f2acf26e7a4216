import type { Projection } from '../../projections/engine/projection.js';
import { rebuild } from '../../projections/engine/rebuild.js';
import type { ProjectionState } from '../../projections/engine/view-store.js';
import { ledgerProjections } from '../../projections/ledger-projections.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { lockDataFolder, type DataFolderLock } from '../event-store/sqlite/data-folder-lock.js';
import { engineOver, leasesOf, openViews, removeViews, viewsAreDamaged } from '../ledger-views.js';
import type { Settings } from '../settings/settings.js';
import { openLogForReading } from './data-folder.js';
import { CommandFailed, EXIT } from './exit-codes.js';
import { interruptible } from './interruption.js';
import { amount, printColumns, printJson } from './output.js';
import { progress, type Progress } from './progress.js';

export interface RebuildCommand {
  /** All where empty. */
  readonly views: readonly string[];
  readonly json: boolean;
}

/**
 * Builds views anew beside the live ones and switches over; a server may go on serving them. A damaged file
 * gives way to a new one, for which no server may run.
 *
 * @throws CommandFailed
 */
export async function rebuildViews(settings: Settings, command: RebuildCommand): Promise<void> {
  const projections = called(command.views);
  const states = await interruptible((signal) => rebuilt(settings, projections, signal));
  for (const { name, generation, position, failure, active } of states) {
    if (command.json) await printJson({ name, generation, position, active, failure });
    else await printColumns([name, active ? String(position) : `failed: ${failure?.reason}`]);
  }
  if (states.some(({ active }) => !active)) {
    throw new CommandFailed('the views that failed stay as they were');
  }
}

async function rebuilt(
  settings: Settings,
  projections: readonly Projection[],
  signal: AbortSignal,
): Promise<ProjectionState[]> {
  const store = await openLogForReading(settings);
  const shown = progress();
  try {
    if (!viewsAreDamaged(settings)) {
      return await builtBeside(settings, store, projections, shown, signal);
    }
    // No table of it can be trusted, nor dropped: it takes a file of its own, and all views.
    const lock = lockedForReplacing(settings);
    try {
      await removeViews(settings);
      shown.trouble('the file of the views was damaged; all of them are built in a new one');
      return await builtBeside(settings, store, ledgerProjections, shown, signal);
    } finally {
      lock.release();
    }
  } catch (error) {
    shown.failed();
    throw error;
  } finally {
    await store.close();
  }
}

/** @throws CommandFailed where a server has the folder. */
function lockedForReplacing({ dataDir }: Settings): DataFolderLock {
  try {
    return lockDataFolder(dataDir);
  } catch (error) {
    if (!(error instanceof EventStoreError && error.code === 'locked')) throw error;
    const what = "the views' file is damaged and cannot be replaced while it is served";
    throw new CommandFailed(`${what}: ${error.message}`, EXIT.locked);
  }
}

async function builtBeside(
  settings: Settings,
  log: EventStore,
  projections: readonly Projection[],
  shown: Progress,
  signal: AbortSignal,
): Promise<ProjectionState[]> {
  const views = await openViews(settings, { onEmptied: (reason) => shown.trouble(reason) });
  const leases = await leasesOf(settings);
  try {
    return await shownBuild(engineOver(log, views, leases), projections, shown, signal);
  } finally {
    await leases.close();
    await views.close();
  }
}

async function shownBuild(
  parts: Parameters<typeof rebuild>[0],
  projections: readonly Projection[],
  shown: Progress,
  signal: AbortSignal,
): Promise<ProjectionState[]> {
  let read = 0;
  const states = await rebuild(parts, projections, {
    signal,
    onProgress: ({ events, eventsPerSecond, position }) => {
      read = events;
      shown.show(`${amount(events, 'event')}, ${eventsPerSecond}/s, at ${position}`);
    },
    onRetry: (retrying) => retrying && shown.trouble(`waiting: ${retrying.reason}`),
  });
  const active = states.filter((state) => state.active).length;
  shown.done(`${active} of ${amount(states.length, 'view')} rebuilt from ${amount(read, 'event')}`);
  return states;
}

/** @throws CommandFailed for a name that is none. */
function called(names: readonly string[]): readonly Projection[] {
  const known = ledgerProjections.map(({ name }) => name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined) {
    const message = `there is no view ${unknown}; there are ${known.join(', ')}`;
    throw new CommandFailed(message, EXIT.usage);
  }
  if (names.length === 0) return ledgerProjections;
  return ledgerProjections.filter(({ name }) => names.includes(name));
}
