import { join } from 'node:path';

import type { Progress } from '../projections/engine/progress.js';
import { ViewWatch } from '../projections/engine/view-watch.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import type { ViewTables } from '../projections/view-tables.js';
import type { DeliveryStore } from './delivery-store/delivery-store.js';
import type { EventStore } from './event-store/event-store.js';
import { CommitSignal } from './event-store/sqlite/commit-signal.js';
import { lockDataFolder } from './event-store/sqlite/data-folder-lock.js';
import type { Leases } from './following/lease.js';
import type { RetryState } from './following/retry.js';
import { deliveriesOf } from './ledger-deliveries.js';
import { openLog } from './ledger-log.js';
import { leasesOf, misfitOver, openViews } from './ledger-views.js';
import type { Metrics } from './operations/metrics.js';
import { timedAppends } from './operations/timed-appends.js';
import {
  ProjectorThread,
  type ProjectorThreadOptions,
  type ProjectorThreadParts,
} from './projector-thread.js';
import { makeFolder } from './runtime/make-folder.js';
import type { ServerRole } from './settings/server-role.js';
import type { Settings } from './settings/settings.js';
import { openFileSnapshotStore } from './snapshots/file-snapshot-store.js';
import type { SnapshotStore } from './snapshots/snapshot-store.js';
import type { ViewDatabase } from './view-store/view-database.js';

/** The parts behind the API, opened and ready to be used. */
export interface Ledger {
  readonly settings: Settings;
  readonly store: EventStore;
  readonly snapshots: SnapshotStore;
  readonly views: ViewDatabase<ViewTables>;
  readonly deliveries: DeliveryStore;
  readonly role: ServerRole;
  /** That of a projector, where the role is to project. */
  readonly progress: Progress;
  /** Who may do what one process is to do; none where the role is to answer alone. */
  readonly leases: Leases | undefined;
  /** Closes all in the order in which nothing is lost: views up to date, then the log, then the folder. */
  close(): Promise<void>;
}

export interface OpeningOptions {
  readonly role?: ServerRole;
  /** {@link projectingInThread} where left out. */
  readonly projecting?: Projecting;
}

export interface Reporting {
  readonly metrics?: Metrics;
  /** What an operator should know. */
  readonly warn: (message: string) => void;
}

/** What a projector of the ledger may need. */
export interface ProjectingParts extends ProjectorThreadParts {
  readonly store: EventStore;
  readonly database: ViewDatabase<ViewTables>;
  readonly leases: Leases;
}

/** Makes what projects, where the role is to. */
export type Projecting = (parts: ProjectingParts, options: ProjectorThreadOptions) => Progress;

export const projectingInThread: Projecting = (parts, options) =>
  new ProjectorThread(parts, options);

export const SNAPSHOTS_FOLDER = 'snapshots';

/** Whether the folder is one process's. Several may share it, for the snapshots, where both engines are servers. */
function isOneProcessOnly({ eventStoreUrl, readModelUrl }: Settings): boolean {
  return eventStoreUrl === undefined || readModelUrl === undefined;
}

/**
 * Opens a data folder for writing, and makes what is not there yet. Nothing is projected before
 * `progress` is started.
 *
 * @throws EventStoreError `locked` where another server has it; the error of whatever cannot be opened.
 */
export async function openLedger(
  settings: Settings,
  reporting: Reporting,
  { role = 'all', projecting = projectingInThread }: OpeningOptions = {},
): Promise<Ledger> {
  const { dataDir } = settings;
  await makeFolder(dataDir);
  const opened: { close(): Promise<void> }[] = [];
  if (isOneProcessOnly(settings)) {
    const lock = lockDataFolder(dataDir);
    opened.push({ close: async () => lock.release() });
  }
  const closeAll = async () => {
    for (const part of opened.reverse()) await part.close();
  };
  try {
    const { metrics } = reporting;
    const committed = new CommitSignal();
    const log = await openLog(settings, {
      committed,
      // An operator is told what `init` would have changed.
      onUnprepared: (finding) => reporting.warn(`The event store: ${finding}`),
      ...(metrics && { observer: metrics.connectionObserver }),
    });
    opened.push(log);
    const store = metrics ? timedAppends(log, metrics) : log;
    const snapshots = await openFileSnapshotStore(join(dataDir, SNAPSHOTS_FOLDER), {
      isShared: !isOneProcessOnly(settings),
    });
    const views = await openViews(settings, {
      readOnly: role === 'api',
      onEmptied: (reason) => reporting.warn(`The views are built anew: ${reason}`),
    });
    opened.push(views);
    const deliveries = await deliveriesOf(settings);
    opened.push(deliveries);
    let said: string | undefined;
    const onRetry = (retrying: RetryState | null) => {
      // The first try says it; the others would only repeat it, and so would others that meet the same.
      if (retrying?.attempts === 1 && retrying.reason !== said) {
        reporting.warn(`The projections wait: ${retrying.reason}`);
      }
      said = retrying?.reason;
    };
    const misfitOf = misfitOver(store, views.store);
    let progress: Progress;
    let leases: Leases | undefined;
    if (role === 'api') {
      progress = new ViewWatch(views.store, ledgerProjections, { onRetry, misfitOf });
    } else {
      leases = await leasesOf(settings);
      opened.push(leases);
      const parts = {
        place: settings,
        committed,
        store,
        views: views.store,
        misfitOf,
        database: views,
        leases,
      };
      progress = projecting(parts, {
        onBatch: (report) => metrics?.observeBatch(report),
        onRetry,
        ...(metrics && { observer: metrics.connectionObserver }),
      });
    }
    opened.push({ close: () => progress.stop() });
    return {
      settings,
      store,
      snapshots,
      views,
      deliveries,
      role,
      progress,
      leases,
      close: closeAll,
    };
  } catch (error) {
    await closeAll();
    throw error;
  }
}
