import type { Position } from '../../events/envelope.js';
import type { Batch, BatchBounds } from '../../src/following/batches.js';
import { Follower, type Follow } from '../../src/following/follower.js';
import type { HaltAtEvent } from '../../src/following/halt.js';
import { HeldLeases } from '../../src/following/held-leases.js';
import { ALWAYS_HELD } from '../../src/following/lease.js';
import { Poller, type PollerIntervals } from '../../src/following/poller.js';
import { reasonOf, type RetryReport, type RetryState } from '../../src/following/retry.js';
import { Waiters } from '../../src/following/waiters.js';
import { applyBatch, writePositions, type Applied } from './apply-batch.js';
import { Builds } from './builds.js';
import { Derivation } from './derivation.js';
import { derivedViewsOf, isDerived, isWorkedOut, type DerivedProjection } from './derived-view.js';
import { UnfitViewsError, unfitReason, unfitViews } from './log-fit.js';
import { activeStateOf, isOfThisRelease, loadRunning } from './load-running.js';
import { projectionsCalled, reachedByAll, type Progress } from './progress.js';
import { projectingOf } from './projection-leases.js';
import type { Projection } from './projection.js';
import type { EngineParts, RebuildOptions } from './rebuild.js';
import { lowestPosition, type RunningProjection } from './running-projection.js';
import {
  statusOfDerived,
  statusOfOtherVersion,
  statusOfRunning,
  statusOfState,
  type ProjectionStatus,
} from './status.js';
import { StaleProjectionError, type ProjectionState } from './view-store.js';

/** What a batch came to, for metrics. */
export interface BatchReport extends Applied {
  readonly events: number;
  /** The time from having the events to the commit. */
  readonly seconds: number;
}

export interface ProjectorOptions {
  readonly bounds?: Partial<BatchBounds>;
  readonly onBatch?: (report: BatchReport) => void;
  readonly onRetry?: RetryReport;
  /** Called whenever the status, the position or what is retried may be another than before. */
  readonly onChange?: () => void;
  /** How often it looks at what other processes do, and for leases that they let go. */
  readonly intervals?: Partial<PollerIntervals>;
}

/** Most events that may go by, handled by nobody, before positions are written down. */
const UNWRITTEN = 500;

/**
 * Keeps the views up to the log: the projections whose lease this process holds, as one cohort over one
 * subscription, a batch of events in one transaction. The others it leaves to whoever holds theirs, and
 * stands by. Derived projections are worked out beside them. What the log and the database refuse is tried again; a projection that fails on an event
 * halts before it, visibly, and tries again at the next start.
 */
export class Projector implements Progress {
  private readonly leases: HeldLeases;
  private readonly poller: Poller;
  private readonly follower: Follower;
  private readonly builds: Builds;
  private readonly derivation: Derivation;
  /** The folds at work. */
  private running: readonly RunningProjection[] = [];
  /** What the database held when it was last looked at; undefined before the start. */
  private states: readonly ProjectionState[] | undefined;
  private readonly waiters = new Waiters();
  private readonly stopping = new AbortController();
  private buildRetrying: RetryState | null = null;
  /** Why the views did not fit the log when they were last compared; undefined before the first time. */
  private misfit: string | null | undefined;
  private unwritten = 0;
  private upgrading: Promise<void> | undefined;
  private stopped: Promise<void> | undefined;

  constructor(
    private readonly parts: EngineParts,
    private readonly projections: readonly Projection[],
    private readonly options: ProjectorOptions = {},
  ) {
    const { bounds = {}, intervals } = options;
    const onRetry = (state: RetryState | null) => {
      options.onRetry?.(state);
      this.changed();
    };
    this.leases = new HeldLeases(parts.leases ?? ALWAYS_HELD, () => this.leaveOff());
    this.poller = new Poller(() => this.look(), onRetry, intervals);
    const isOvertaken = (error: unknown) => error instanceof StaleProjectionError;
    this.follower = new Follower(
      {
        subscribe: (from) => parts.feed.subscribe(from),
        round: (follow, signal) => this.round(follow, signal),
        handle: (batch) => this.handle(batch),
      },
      { bounds, onRetry, isOvertaken, onHandled: () => this.changed() },
    );
    const derived = derivedViewsOf(projections, parts.derived);
    this.derivation = new Derivation(parts.store, derived, {
      isOurs: (projection) => this.unfit === null && this.holds(projection),
      // Views that are halted here, or kept elsewhere, are not waited for.
      mayBegin: () => this.follower.status.caughtUp || this.running.every(({ failure }) => failure),
      onMoved: () => this.waiters.wake(),
      onRetry,
    });
    const onBuildRetry = (state: RetryState | null) => onRetry((this.buildRetrying = state));
    this.builds = new Builds(parts, this.stopping.signal, {
      onRetry: onBuildRetry,
      onProgress: () => this.changed(),
      onEnd: () => {
        this.follower.restart();
        this.poller.soon();
      },
    });
  }

  get retrying(): RetryState | null {
    const { follower, derivation, poller } = this;
    return follower.status.retrying ?? derivation.retrying ?? this.buildRetrying ?? poller.retrying;
  }

  get unfit(): string | null {
    return this.misfit ?? null;
  }

  /**
   * Resolves when every projection that nobody else projects is registered; what they have missed is
   * caught up on from then on.
   */
  async start(): Promise<void> {
    if (this.upgrading) throw new Error('the projector was started before');
    await this.look().catch((error: unknown) => {
      // The poller goes on to look, and to say so.
      if (!(error instanceof UnfitViewsError)) throw error;
    });
    await this.reconcile();
    this.follower.start();
    this.derivation.start();
    this.upgrading = this.builds.upgrade(this.projections, this.states ?? []);
    void this.poller.start();
  }

  /**
   * Finishes the running batch, writes every position down and lets others have the leases. There is no
   * second start; a second stop is the first.
   */
  stop(): Promise<void> {
    return (this.stopped ??= this.end());
  }

  private async end(): Promise<void> {
    this.stopping.abort();
    const { poller, follower, derivation } = this;
    await Promise.all([poller.stop(), follower.stop(), derivation.stop(), this.upgrading]);
    try {
      await writePositions(this.parts.store, this.running);
      await derivation.lastStep();
    } catch (error) {
      // Somebody else has moved on: the positions are theirs.
      if (!(error instanceof StaleProjectionError)) throw error;
    } finally {
      await this.leases.end();
    }
  }

  status(now = Date.now()): ProjectionStatus[] {
    const { states, builds } = this;
    if (!states) return [];
    const { caughtUp } = this.follower.status;
    return this.projections.map((projection) => {
      const progress = builds.progressOf(projection);
      const running = this.runningOf(projection);
      if (running) return statusOfRunning(running, progress, caughtUp, now);
      const state = activeStateOf(projection, states);
      const isOfThisVersion = state?.version === projection.version;
      if (isOfThisVersion && isDerived(projection) && this.holds(projection)) {
        const position = this.standsAt(projection);
        const failure = this.failureOf(projection);
        const done = caughtUp && !failure && position === this.shownTo(projection);
        return statusOfDerived({ ...state, position, failure }, progress, done);
      }
      if (!state || isOfThisVersion) {
        return { ...statusOfState(projection, state, 'stands-by'), rebuilding: progress };
      }
      return statusOfOtherVersion(projection, state, progress, builds.failureOf(projection));
    });
  }

  position(): Position | null {
    if (this.unfit !== null) return null;
    return reachedByAll(this.projections.map((projection) => this.standsAt(projection)));
  }

  /** Waits as {@link Progress.waitFor}, but not the whole time where one is halted before the position here. */
  async waitFor(
    position: Position,
    timeoutMs: number,
    names: readonly string[] | 'all' = 'all',
  ): Promise<boolean> {
    const called = projectionsCalled(names, this.projections);
    const reached = this.waiters.until(() => this.haveReached(position, called), timeoutMs);
    const elsewhere = called.some(
      (each) => !this.runningOf(each) && !(isDerived(each) && this.holds(each)),
    );
    return elsewhere ? this.poller.activeDuring(reached) : reached;
  }

  /**
   * Builds these views anew from the start of the log beside the live ones, and switches over.
   *
   * @throws as {@link rebuild}; RangeError for a name that is none.
   */
  async rebuild(
    names: readonly string[] | 'all',
    options: RebuildOptions = {},
  ): Promise<ProjectionState[]> {
    return this.builds.build(projectionsCalled(names, this.projections), options);
  }

  /** Learns what other processes have done, and takes the leases that they have let go. */
  private async look(): Promise<void> {
    const states = await this.parts.store.states();
    // Each round holds them against the log as well.
    if (this.misfit !== null)
      await this.judge(states).catch((error: unknown) => this.unjudged(error));
    this.states = states;
    this.changed();
    this.derivation.soon();
    if (this.stopping.signal.aborted) return;
    const ours = this.projections.filter((projection) => isOfThisRelease(projection, states));
    // Views of another ledger are its own to project.
    const wanted = this.unfit === null ? ours.map(projectingOf) : [];
    if (await this.leases.claim(wanted)) this.follower.restart();
    if (this.unfit !== null) throw new UnfitViewsError(this.unfit);
  }

  /** Nothing is done with views of which nobody knows yet. */
  private unjudged(error: unknown): void {
    this.misfit = `The views cannot be held against the log: ${reasonOf(error)}`;
  }

  private async judge(states: readonly ProjectionState[]): Promise<void> {
    this.misfit = unfitReason(await unfitViews(this.parts, this.projections, states));
  }

  /** A lease is lost: what was read for it goes no further, though the running batch may still end. */
  private leaveOff(): void {
    this.running = this.running.filter(({ projection }) => this.holds(projection));
    this.follower.restart();
  }

  private async reconcile(): Promise<void> {
    const ours = this.projections.filter(
      (projection) => this.unfit === null && this.holds(projection),
    );
    const { running, states } = await loadRunning(this.parts.store, ours, this.running);
    this.running = running.filter(({ projection }) => !isDerived(projection));
    this.states = states;
    this.changed();
  }

  private changed(): void {
    this.waiters.wake();
    this.options.onChange?.();
  }

  private async round(follow: Follow, signal: AbortSignal): Promise<void> {
    await this.judge(await this.parts.store.states());
    await this.reconcile();
    // Gives the leases back, and begins another round when the views fit.
    if (this.unfit !== null) return this.poller.soon();
    const working = this.running.filter(({ failure }) => !failure);
    if (working.length > 0) await follow(lowestPosition(working) ?? null, signal);
  }

  private async handle({ events, idle }: Batch): Promise<void> {
    const begun = performance.now();
    if (idle) {
      await writePositions(this.parts.store, this.running);
      this.unwritten = 0;
    } else if (events.length > 0) {
      this.unwritten += events.length;
      const always = this.unwritten >= UNWRITTEN;
      const applied = await applyBatch(this.parts, this.running, events, always);
      if (applied.committed) this.unwritten = 0;
      const seconds = (performance.now() - begun) / 1_000;
      this.options.onBatch?.({ ...applied, events: events.length, seconds });
    }
    this.derivation.soon();
    if (this.running.every(({ failure }) => failure)) this.follower.restart();
  }

  private haveReached(position: Position, called: readonly Projection[]): boolean | 'never' {
    if (this.unfit !== null) return 'never';
    let reached = true;
    for (const projection of called) {
      const standsAt = this.standsAt(projection);
      if (standsAt !== null && standsAt >= position) continue;
      const failure = this.failureOf(projection);
      if (failure && failure.position <= position) return 'never';
      reached = false;
    }
    return reached;
  }

  private standsAt(projection: Projection): Position | null {
    const running = this.runningOf(projection);
    if (running) return running.position;
    const state = this.derivation.latest(activeStateOf(projection, this.states ?? []));
    if (!state || !isDerived(projection)) return state?.position ?? null;
    // Of events that no view handles nothing is worked out, nor are they written down at once.
    const written = reachedByAll(projection.derivedFrom.map((each) => this.isWrittenTo(each)));
    const isDone = written !== null && isWorkedOut(state, written);
    return isDone ? this.shownTo(projection) : state.position;
  }

  /** Returns the position that all views show that it is derived from. */
  private shownTo({ derivedFrom }: DerivedProjection): Position | null {
    return reachedByAll(derivedFrom.map((each) => this.standsAt(each)));
  }

  private isWrittenTo(projection: Projection): Position | null {
    const state = this.runningOf(projection)?.state;
    return (state ?? activeStateOf(projection, this.states ?? []))?.position ?? null;
  }

  /** Returns why a fold is halted here; for a derived projection, why a view is that it is derived from. */
  private failureOf(projection: Projection): HaltAtEvent | null {
    if (!isDerived(projection)) return this.runningOf(projection)?.failure ?? null;
    for (const each of projection.derivedFrom) {
      const failure = this.failureOf(each);
      if (failure) return { ...failure, reason: `${each.name}: ${failure.reason}` };
    }
    return null;
  }

  private runningOf(projection: Projection): RunningProjection | undefined {
    return this.running.find((each) => each.projection === projection);
  }

  private holds(projection: Projection): boolean {
    return this.leases.holds(projectingOf(projection));
  }
}
