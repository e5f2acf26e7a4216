import type { Position } from '../../events/envelope.js';
import { nextTurn, pause, untilAborted } from '../../src/following/pause.js';
import { applyBatch, writePositions, type Applied } from './apply-batch.js';
import { batches, type Batch, type BatchBounds } from './batches.js';
import { Candidacy } from './candidacy.js';
import { reasonOf } from './fold.js';
import { acquireAll, ALWAYS_HELD, projectingOf, releaseAll, type Leases } from './lease.js';
import { Lookout, type LookoutPace } from './lookout.js';
import { lowestPosition, type Member } from './member.js';
import { projectionsCalled, reachedByAll, type Progress } from './progress.js';
import type { Projection } from './projection.js';
import { raiseVersions } from './raising.js';
import { rebuild, type EngineParts, type RebuildOptions, type RebuildProgress } from './rebuild.js';
import { delayBefore, untilDone, type Trouble } from './retrying.js';
import {
  statusOfMember,
  statusOfOtherVersion,
  statusOfState,
  type ProjectionStatus,
  type Standstill,
} from './status.js';
import { activeStateOf, takeStock } from './stock.js';
import { StaleProjectionError, type ProjectionState } from './view-store.js';
import { Waiters } from './waiters.js';

/** What a batch came to, for metrics. */
export interface BatchReport extends Applied {
  readonly events: number;
  /** From having the events to the commit. */
  readonly seconds: number;
}

export interface ProjectorOptions {
  readonly bounds?: Partial<BatchBounds>;
  readonly onBatch?: (report: BatchReport) => void;
  /** Called with every failed try, and with null when it works again. */
  readonly onTrouble?: (trouble: Trouble | null) => void;
  /** Of the look at what other processes do, and for leases that they let go. */
  readonly pace?: Partial<LookoutPace>;
}

const BOUNDS: BatchBounds = { catchingUp: 1_000, live: 500, idleMs: 1_000 };

/** Most events that may go by, handled by nobody, before positions are written down. */
const UNWRITTEN = 500;

/** Of a build in a process that has requests to answer meanwhile. */
const BUILD_BATCH = 1_000;

/**
 * Keeps the views up to the log: the projections whose lease this process holds, as one cohort over one
 * subscription, a batch of events in one transaction. The others it leaves to whoever holds theirs, and
 * stands by. Troubles of the log and of the database are waited out; a projection that fails on an event
 * stands still before it, visibly, and tries again at the next start.
 */
export class Projector implements Progress {
  private readonly bounds: BatchBounds;
  private readonly leases: Leases;
  private readonly candidacy: Candidacy;
  private readonly lookout: Lookout;
  private members: readonly Member[] = [];
  /** As the database had them when it was last looked at; undefined before the start. */
  private states: readonly ProjectionState[] | undefined;
  private readonly rebuilding = new Map<string, RebuildProgress>();
  private readonly failedBuilds = new Map<string, Standstill | null>();
  private readonly waiters = new Waiters();
  private readonly stopping = new AbortController();
  /** Ends one subscription; the next begins with a look at what the database says. */
  private round = new AbortController();
  private ownTrouble: Trouble | null = null;
  private caughtUp = false;
  private unwritten = 0;
  private work: Promise<unknown> | undefined;

  constructor(
    private readonly parts: EngineParts,
    private readonly projections: readonly Projection[],
    private readonly options: ProjectorOptions = {},
  ) {
    this.bounds = { ...BOUNDS, ...options.bounds };
    this.leases = parts.leases ?? ALWAYS_HELD;
    this.candidacy = new Candidacy(this.leases, projections, () => this.leaveOff());
    const onTrouble = (trouble: Trouble | null) => this.options.onTrouble?.(trouble);
    this.lookout = new Lookout(() => this.look(), onTrouble, options.pace);
  }

  get trouble(): Trouble | null {
    return this.ownTrouble ?? this.lookout.trouble;
  }

  /**
   * Resolves when every projection that nobody else projects is registered; what they have missed is
   * caught up on from then on.
   */
  async start(): Promise<void> {
    if (this.work) throw new Error('the projector was started before');
    await this.look();
    await this.takeStock();
    this.work = Promise.all([this.run(), this.raise(), this.lookout.start()]);
  }

  /**
   * Finishes the running batch, writes every position down and lets others have the leases. There is no
   * second start.
   */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.round.abort();
    await this.lookout.stop();
    const { work } = this;
    this.work = undefined;
    await work;
    try {
      await writePositions(this.parts.store, this.members);
    } catch (error) {
      // Somebody else has moved on: the positions are theirs.
      if (!(error instanceof StaleProjectionError)) throw error;
    } finally {
      await this.candidacy.end();
    }
  }

  status(now = Date.now()): ProjectionStatus[] {
    const { states } = this;
    if (!states) return [];
    return this.projections.map((projection) => {
      const { name } = projection;
      const progress = this.rebuilding.get(name) ?? null;
      const member = this.memberOf(projection);
      if (member) return statusOfMember(member, progress, this.caughtUp, now);
      const state = activeStateOf(projection, states);
      if (!state || state.version === projection.version) {
        return { ...statusOfState(projection, state, 'stands-by'), rebuilding: progress };
      }
      const failed = this.failedBuilds.get(name) ?? null;
      return statusOfOtherVersion(projection, state, progress, failed);
    });
  }

  position(): Position | null {
    return reachedByAll(this.projections.map((projection) => this.standsAt(projection)));
  }

  /** As {@link Progress.waitFor}; false at once where one of them stands still before it here. */
  async waitFor(
    position: Position,
    timeoutMs: number,
    names: readonly string[] | 'all' = 'all',
  ): Promise<boolean> {
    const called = projectionsCalled(names, this.projections);
    const reached = this.waiters.until(() => this.haveReached(position, called), timeoutMs);
    const elsewhere = called.some((projection) => !this.memberOf(projection));
    return elsewhere ? this.lookout.hurry(reached) : reached;
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
    return this.build(projectionsCalled(names, this.projections), options);
  }

  /** Learns what other processes have done, and takes the leases that they have let go. */
  private async look(): Promise<void> {
    this.states = await this.parts.store.states();
    this.waiters.wake();
    if (this.stopping.signal.aborted) return;
    if (await this.candidacy.claim(this.states)) this.round.abort();
  }

  /** A lease is lost: what was read for it goes no further, though the running batch may still end. */
  private leaveOff(): void {
    this.members = this.members.filter(({ projection }) => this.candidacy.holds(projection));
    this.round.abort();
  }

  private async run(): Promise<void> {
    for (let attempts = 0; !this.stopping.signal.aborted;) {
      this.round = new AbortController();
      const { signal } = this.round;
      try {
        await this.takeStock();
        await this.follow(signal, () => (attempts = 0));
      } catch (error) {
        if (signal.aborted) continue;
        attempts += 1;
        if (error instanceof StaleProjectionError) {
          // Somebody else has moved a view: what the database says now is looked at.
          await pause(delayBefore(attempts), signal);
          continue;
        }
        const since = this.ownTrouble?.since ?? new Date().toISOString();
        this.report({ reason: reasonOf(error), since, attempts });
        await pause(delayBefore(attempts), signal);
      } finally {
        this.round.abort();
      }
    }
  }

  private async takeStock(): Promise<void> {
    const ours = this.projections.filter((projection) => this.candidacy.holds(projection));
    const { members, states } = await takeStock(this.parts.store, ours, this.members);
    this.members = members;
    this.states = states;
    this.waiters.wake();
  }

  private async follow(signal: AbortSignal, works: () => void): Promise<void> {
    this.caughtUp = false;
    const working = this.members.filter(({ failure }) => !failure);
    if (working.length === 0) {
      if (this.ownTrouble) this.report(null);
      return untilAborted(signal);
    }
    const after = lowestPosition(working);
    const feed = this.parts.feed.subscribe(after === undefined ? { signal } : { after, signal });
    for await (const batch of batches(feed, this.bounds)) {
      if (this.ownTrouble) this.report(null);
      works();
      await this.take(batch, signal);
      if (working.every(({ failure }) => failure)) return;
      if (batch.events.length >= this.bounds.live) await nextTurn();
    }
    if (!signal.aborted) throw new Error('the log ended its subscription');
  }

  private async take({ events, caughtUp, idle }: Batch, signal: AbortSignal): Promise<void> {
    const begun = performance.now();
    const { store } = this.parts;
    const report = (trouble: Trouble | null) => this.report(trouble);
    if (idle) {
      await untilDone(() => writePositions(store, this.members), signal, report);
      this.unwritten = 0;
    } else if (events.length > 0) {
      this.unwritten += events.length;
      const always = this.unwritten >= UNWRITTEN;
      const applied = await untilDone(
        () => applyBatch(this.parts, this.members, events, always),
        signal,
        report,
      );
      if (applied.committed) this.unwritten = 0;
      const seconds = (performance.now() - begun) / 1_000;
      this.options.onBatch?.({ ...applied, events: events.length, seconds });
    }
    this.caughtUp = caughtUp;
    this.waiters.wake();
  }

  /** Builds what the database holds in another version at the start. */
  private async raise(): Promise<void> {
    const outdated = this.projections.filter((projection) => {
      const state = activeStateOf(projection, this.states ?? []);
      return state && state.version !== projection.version;
    });
    if (outdated.length === 0) return;
    const failed = await raiseVersions(
      this.parts.store,
      outdated,
      (projections) => this.buildOwnVersion(projections),
      this.stopping.signal,
      (trouble) => this.report(trouble),
    );
    for (const { name, failure } of failed) this.failedBuilds.set(name, failure);
  }

  /**
   * To go back to an earlier version is for the time when nobody projects the later one: a process that
   * was left behind in an upgrade would undo it with every start.
   */
  private async buildOwnVersion(projections: readonly Projection[]): Promise<ProjectionState[]> {
    const earlier = projections.filter((projection) => {
      const shown = activeStateOf(projection, this.states ?? []);
      return shown && shown.version > projection.version;
    });
    const leases = await acquireAll(this.leases, earlier.map(projectingOf));
    try {
      return await this.build(projections, {});
    } finally {
      await releaseAll(leases);
    }
  }

  private async build(
    projections: readonly Projection[],
    options: RebuildOptions,
  ): Promise<ProjectionState[]> {
    const show = (progress: RebuildProgress) => {
      for (const { name } of projections) this.rebuilding.set(name, progress);
      options.onProgress?.(progress);
    };
    show({ events: 0, position: null, head: undefined, eventsPerSecond: 0 });
    const signals = [this.stopping.signal, ...(options.signal ? [options.signal] : [])];
    try {
      return await rebuild(this.parts, projections, {
        batch: BUILD_BATCH,
        onTrouble: (trouble) => this.report(trouble),
        ...options,
        onProgress: show,
        signal: AbortSignal.any(signals),
      });
    } finally {
      for (const { name } of projections) this.rebuilding.delete(name);
      this.round.abort();
      this.lookout.soon();
    }
  }

  private haveReached(position: Position, called: readonly Projection[]): boolean | 'never' {
    let reached = true;
    for (const projection of called) {
      const standsAt = this.standsAt(projection);
      if (standsAt !== null && standsAt >= position) continue;
      if (this.memberOf(projection)?.failure) return 'never';
      reached = false;
    }
    return reached;
  }

  private standsAt(projection: Projection): Position | null {
    const member = this.memberOf(projection);
    if (member) return member.position;
    return activeStateOf(projection, this.states ?? [])?.position ?? null;
  }

  private memberOf(projection: Projection): Member | undefined {
    return this.members.find((member) => member.projection === projection);
  }

  private report(trouble: Trouble | null): void {
    this.ownTrouble = trouble;
    this.options.onTrouble?.(trouble);
  }
}
