import { parentPort, workerData } from 'node:worker_threads';

import { Projector, type BatchReport } from '../projections/engine/projector.js';
import type { ProjectionStatus } from '../projections/engine/status.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import { CommitSignal } from './event-store/sqlite/commit-signal.js';
import type { RetryState } from './following/retry.js';
import { openLog, type LogPlace } from './ledger-log.js';
import { engineOver, leasesOf, openViews, type ViewPlace } from './ledger-views.js';
import type { Metrics } from './operations/metrics.js';

/** Where the thread finds what it works with; given to it as its data. */
export type ProjectorPlace = LogPlace & ViewPlace;

/** What the thread is told: the log in the data folder has more, or it must end. */
export type ProjectorOrder = 'committed' | 'stop';

/** How far a projector is. */
export interface ProjectorStanding {
  readonly status: readonly ProjectionStatus[];
  readonly retrying: RetryState | null;
}

/** What the thread tells. */
export type ProjectorNews =
  /** Every projection that nobody else projects is registered. */
  | { readonly is: 'started' }
  /** Told at every change. */
  | { readonly is: 'standing'; readonly standing: ProjectorStanding }
  | { readonly is: 'batch'; readonly report: BatchReport }
  | { readonly is: 'retry'; readonly state: RetryState | null }
  /** Something happened on its connection to the server of the log. */
  | { readonly is: 'connection'; readonly call: keyof Metrics['connectionObserver'] };

/** The entry of the thread of a `ProjectorThread`: a projector with connections of its own. */
const port = parentPort!;
const tell = (news: ProjectorNews) => port.postMessage(news);

const committed = new CommitSignal();
const mustStop = new Promise<void>((resolve) => {
  port.on('message', (order: ProjectorOrder) => {
    if (order === 'committed') committed.raise();
    else resolve();
  });
});

const place = workerData as ProjectorPlace;
const log = await openLog(place, {
  readOnly: true,
  committed,
  observer: {
    onRetry: () => tell({ is: 'connection', call: 'onRetry' }),
    onUnknownOutcome: () => tell({ is: 'connection', call: 'onUnknownOutcome' }),
    onReconnect: () => tell({ is: 'connection', call: 'onReconnect' }),
  },
});
const views = await openViews(place);
const leases = await leasesOf(place);
const projector: Projector = new Projector(engineOver(log, views, leases), ledgerProjections, {
  onBatch: (report) => tell({ is: 'batch', report }),
  onRetry: (state) => tell({ is: 'retry', state }),
  onChange: () => {
    const { retrying } = projector;
    tell({ is: 'standing', standing: { status: projector.status(), retrying } });
  },
});
await projector.start();
tell({ is: 'started' });
await mustStop;
await projector.stop();
await leases.close();
await views.close();
await log.close();
port.close();
