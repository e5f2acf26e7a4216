import { Worker } from 'node:worker_threads';

import type { Position } from '../events/envelope.js';
import type { MisfitOf } from '../projections/engine/log-fit.js';
import type { Progress } from '../projections/engine/progress.js';
import type { BatchReport } from '../projections/engine/projector.js';
import type { ProjectionStatus } from '../projections/engine/status.js';
import type { ViewStore } from '../projections/engine/view-store.js';
import { ViewWatch } from '../projections/engine/view-watch.js';
import { ledgerProjections } from '../projections/ledger-projections.js';
import type { CommitSignal } from './event-store/sqlite/commit-signal.js';
import { pause, repeat } from './following/pause.js';
import { reasonOf, Retry, type RetryReport, type RetryState } from './following/retry.js';
import type { Metrics } from './operations/metrics.js';
import type {
  ProjectorNews,
  ProjectorOrder,
  ProjectorPlace,
  ProjectorStanding,
} from './projector-worker.js';
import { YOUNG_GENERATION_MB } from './runtime/timed-threads.js';
import { workerFile, type WorkerFile } from './runtime/worker-file.js';

export interface ProjectorThreadParts {
  readonly place: ProjectorPlace;
  /** Raised by the commits of this thread. */
  readonly committed: CommitSignal;
  /** The views, by a connection of this thread. */
  readonly views: Pick<ViewStore, 'states'>;
  /** Passed on to the watch of the views. */
  readonly misfitOf?: MisfitOf;
}

export interface ProjectorThreadOptions {
  readonly onBatch?: (report: BatchReport) => void;
  readonly onRetry?: RetryReport;
  /** Told what becomes of the thread's calls to the server of the log. */
  readonly observer?: Metrics['connectionObserver'];
}

/** A thread that has gone on for as long does not end for what ended the one before. */
const SOUND_AFTER_MS = 5_000;

/**
 * The projector in a thread of its own. What this thread knows of the views it reads from the database, as
 * a process does that projects none; the other one says when there is something to see. A thread that
 * ends by itself is begun anew, ever more seldom: where it stood is in the database.
 */
export class ProjectorThread implements Progress {
  private readonly watch: ViewWatch;
  private readonly retry: Retry;
  private readonly stopping = new AbortController();
  private worker: Worker | undefined;
  private begun = 0;
  /** Undefined where no thread has told anything yet. */
  private standing: ProjectorStanding | undefined;
  /** Milliseconds of the clock. */
  private toldAt = 0;
  /** What the present thread ends with; undefined where it ends as it was told. */
  private end: Promise<Error | undefined> | undefined;
  private work: Promise<void> | undefined;

  constructor(
    private readonly parts: ProjectorThreadParts,
    private readonly options: ProjectorThreadOptions = {},
    private readonly file: WorkerFile = workerFile('projector-worker'),
  ) {
    const onRetry = (state: RetryState | null) => options.onRetry?.(state);
    this.retry = new Retry(onRetry);
    const haltOf = (name: string) => this.haltOf(name);
    const { views, misfitOf } = parts;
    const watching = { onRetry, haltOf, ...(misfitOf && { misfitOf }) };
    this.watch = new ViewWatch(views, ledgerProjections, watching);
    parts.committed.listen(() => this.order('committed'));
  }

  get retrying(): RetryState | null {
    return this.retry.state ?? this.standing?.retrying ?? this.watch.retrying;
  }

  get unfit(): string | null {
    return this.watch.unfit;
  }

  /** Starts the thread and its projector. @throws what the first thread ends with. */
  async start(): Promise<void> {
    const worker = this.begin();
    await new Promise<void>((resolve, reject) => {
      worker.on('message', ({ is }: ProjectorNews) => is === 'started' && resolve());
      void this.end?.then(reject);
    });
    this.work = this.keepGoing();
    await this.watch.start();
  }

  /** Stops the projector; resolves when the thread is gone. What it fails with then is told as a retry. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.order('stop');
    await Promise.all([this.work, this.watch.stop()]);
    await this.end;
  }

  /** Returns what the thread told last; while there is no thread, what the database has. */
  status(now = Date.now()): ProjectionStatus[] {
    if (!this.standing) {
      return this.watch.status().map((status) => ({ ...status, thisProcess: 'stands-by' }));
    }
    const older = (now - this.toldAt) / 1_000;
    return this.standing.status.map((status) =>
      status.lagSeconds ? { ...status, lagSeconds: status.lagSeconds + older } : status,
    );
  }

  position(): Position | null {
    return this.watch.position();
  }

  /** Waits as the projector does. */
  waitFor(position: Position, timeoutMs: number, names?: readonly string[] | 'all') {
    return this.watch.waitFor(position, timeoutMs, names);
  }

  private begin(): Worker {
    const { dataDir, eventStoreUrl, eventStoreTimeoutMs, streamPrefix, readModelUrl } =
      this.parts.place;
    const place: ProjectorPlace = {
      dataDir,
      eventStoreUrl,
      eventStoreTimeoutMs,
      streamPrefix,
      readModelUrl,
    };
    const { filename, execArgv } = this.file;
    const worker = new Worker(filename, {
      name: 'projector',
      workerData: place,
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_GENERATION_MB },
      ...(execArgv && { execArgv }),
    });
    worker.on('message', (news: ProjectorNews) => this.hear(news));
    this.end = new Promise((resolve) => {
      let failure: Error | undefined;
      worker.once('error', (error: Error) => (failure = error));
      worker.once('exit', (code) => {
        this.worker = this.standing = undefined;
        if (!this.stopping.signal.aborted) failure ??= new Error(`exit code ${code}`);
        resolve(failure);
      });
    });
    this.worker = worker;
    this.begun = performance.now();
    return worker;
  }

  private async keepGoing(): Promise<void> {
    const { signal } = this.stopping;
    await repeat(signal, async () => {
      const failure = await this.end;
      if (failure) this.retry.failed(`the projector's thread has ended: ${reasonOf(failure)}`);
      await pause(this.retry.delay, signal);
      if (!signal.aborted) this.begin();
      return 0;
    });
  }

  private order(order: ProjectorOrder): void {
    this.worker?.postMessage(order);
  }

  private hear(news: ProjectorNews): void {
    const { onBatch, onRetry, observer } = this.options;
    switch (news.is) {
      case 'started':
        return;
      case 'standing':
        this.standing = news.standing;
        this.toldAt = Date.now();
        if (performance.now() - this.begun > SOUND_AFTER_MS) this.retry.succeeded();
        return this.watch.lookSoon();
      case 'batch':
        return onBatch?.(news.report);
      case 'retry':
        return onRetry?.(news.state);
      case 'connection':
        return observer?.[news.call]();
    }
  }

  private haltOf(name: string): Position | undefined {
    const status = this.standing?.status.find((each) => each.name === name);
    return status?.thisProcess === 'projects' ? (status.failure?.position ?? undefined) : undefined;
  }
}
