import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';

import type { Position } from '../../events/envelope.js';
import { applyBatch, writePositions, type Applied } from './apply-batch.js';
import { batches, type Batch, type BatchBounds } from './batches.js';
import { reasonOf } from './fold.js';
import { lowestPosition, type Member } from './member.js';
import type { Projection } from './projection.js';
import { raiseVersions } from './raising.js';
import { rebuild, type EngineParts, type RebuildOptions, type RebuildProgress } from './rebuild.js';
import { delayBefore, pause, untilDone, type Trouble } from './retrying.js';
import {
  statusOfMember,
  statusOfOtherVersion,
  type ProjectionStatus,
  type Standstill,
} from './status.js';
import { takeStock, type OtherVersion } from './stock.js';
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
}

const BOUNDS: BatchBounds = { catchingUp: 1_000, live: 500, idleMs: 1_000 };

/** Most events that may go by, handled by nobody, before positions are written down. */
const UNWRITTEN = 500;

/** Of a build in a process that has requests to answer meanwhile. */
const BUILD_BATCH = 1_000;

const POLL_MS = 25;

/**
 * Keeps the views up to the log: all projections as one cohort over one subscription, a batch of
 * events in one transaction. Troubles of the log and of the database are waited out; a projection
 * that fails on an event stands still before it, visibly, and tries again at the next start.
 */
export class Projector {
  /** What keeps all of them from going on at this moment. */
  trouble: Trouble | null = null;
  private readonly bounds: BatchBounds;
  private members: readonly Member[] = [];
  private otherVersions: readonly OtherVersion[] = [];
  private readonly rebuilding = new Map<string, RebuildProgress>();
  private readonly failedBuilds = new Map<string, Standstill | null>();
  private readonly waiters = new Waiters();
  private readonly stopping = new AbortController();
  /** Ends one subscription; the next begins with a look at what the database says. */
  private round = new AbortController();
  private caughtUp = false;
  private unwritten = 0;
  private work: Promise<unknown> | undefined;

  constructor(
    private readonly parts: EngineParts,
    private readonly projections: readonly Projection[],
    private readonly options: ProjectorOptions = {},
  ) {
    this.bounds = { ...BOUNDS, ...options.bounds };
  }

  /** Resolves when every projection is registered; what they have missed is caught up on from then on. */
  async start(): Promise<void> {
    if (this.work) throw new Error('the projector was started before');
    await this.takeStock();
    this.work = Promise.all([this.run(), this.raise()]);
  }

  /** Finishes the running batch and writes every position down. There is no second start. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.round.abort();
    const { work } = this;
    this.work = undefined;
    await work;
    try {
      await writePositions(this.parts.store, this.members);
    } catch (error) {
      // Somebody else has moved on: the positions are theirs.
      if (!(error instanceof StaleProjectionError)) throw error;
    }
  }

  /** In the order of the projections; empty before the start. */
  status(now = Date.now()): ProjectionStatus[] {
    return this.projections.flatMap((projection) => {
      const { name } = projection;
      const progress = this.rebuilding.get(name) ?? null;
      const member = this.memberCalled(name);
      if (member) return statusOfMember(member, progress, this.caughtUp, now);
      const other = this.otherVersions.find((o) => o.projection === projection);
      if (!other) return [];
      return statusOfOtherVersion(other, progress, this.failedBuilds.get(name) ?? null);
    });
  }

  /** Every view shows the effect of the events up to and with it; null where one shows none yet. */
  position(): Position | null {
    let lowest: Position | null = null;
    for (const { name } of this.projections) {
      const other = this.otherVersions.find(({ state }) => state.name === name);
      const at = this.memberCalled(name)?.position ?? other?.state.position ?? null;
      if (at === null) return null;
      if (lowest === null || at < lowest) lowest = at;
    }
    return lowest;
  }

  /**
   * Whether the views show everything up to and with that position, within that time. False at once
   * where one of them stands still before it. Works as well where another process projects.
   *
   * @param names all projections where left out.
   */
  async waitFor(
    position: Position,
    timeoutMs: number,
    names: readonly string[] | 'all' = 'all',
  ): Promise<boolean> {
    const called = this.called(names).map(({ name }) => name);
    if (!this.work) return this.poll(position, timeoutMs, called);
    return this.waiters.until(() => this.haveReached(position, called), timeoutMs);
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
    return this.build(this.called(names), options);
  }

  private async run(): Promise<void> {
    for (let attempts = 0; !this.stopping.signal.aborted;) {
      this.round = new AbortController();
      const { signal } = this.round;
      try {
        await this.takeStock();
        await this.follow(signal, () => (attempts = 0));
      } catch (error) {
        if (signal.aborted || error instanceof StaleProjectionError) continue;
        attempts += 1;
        const since = this.trouble?.since ?? new Date().toISOString();
        this.report({ reason: reasonOf(error), since, attempts });
        await pause(delayBefore(attempts), signal);
      } finally {
        this.round.abort();
      }
    }
  }

  private async takeStock(): Promise<void> {
    const stock = await takeStock(this.parts.store, this.projections, this.members);
    this.members = stock.members;
    this.otherVersions = stock.otherVersions;
    this.waiters.wake();
  }

  private async follow(signal: AbortSignal, works: () => void): Promise<void> {
    this.caughtUp = false;
    const working = this.members.filter(({ failure }) => !failure);
    if (working.length === 0) {
      if (!signal.aborted) await once(signal, 'abort');
      return;
    }
    const after = lowestPosition(working);
    const feed = this.parts.feed.subscribe(after === undefined ? { signal } : { after, signal });
    for await (const batch of batches(feed, this.bounds)) {
      if (this.trouble) this.report(null);
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
    const outdated = this.otherVersions.map(({ projection }) => projection);
    if (outdated.length === 0) return;
    const failed = await raiseVersions(
      this.parts.store,
      outdated,
      (projections) => this.build(projections, {}),
      this.stopping.signal,
      (trouble) => this.report(trouble),
    );
    for (const { name, failure } of failed) this.failedBuilds.set(name, failure);
    this.round.abort();
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
    }
  }

  private haveReached(position: Position, names: readonly string[]): boolean | 'never' {
    let reached = true;
    for (const name of names) {
      const member = this.memberCalled(name);
      const other = this.otherVersions.find(({ state }) => state.name === name);
      const standsAt = member?.position ?? other?.state.position ?? null;
      if (standsAt !== null && standsAt >= position) continue;
      if (member?.failure) return 'never';
      reached = false;
    }
    return reached;
  }

  private async poll(
    position: Position,
    timeoutMs: number,
    names: readonly string[],
  ): Promise<boolean> {
    const deadline = Date.now() + timeoutMs;
    for (;;) {
      const states = await this.parts.store.states();
      const reached = (name: string) =>
        states.some((s) => s.active && s.name === name && (s.position ?? '') >= position);
      if (names.every(reached)) return true;
      if (Date.now() >= deadline) return false;
      await sleep(POLL_MS);
    }
  }

  private called(names: readonly string[] | 'all'): Projection[] {
    if (names === 'all') return [...this.projections];
    return names.map((name) => {
      const projection = this.projections.find((p) => p.name === name);
      if (!projection) throw new RangeError(`there is no projection ${name}`);
      return projection;
    });
  }

  private memberCalled(name: string): Member | undefined {
    return this.members.find((member) => member.projection.name === name);
  }

  private report(trouble: Trouble | null): void {
    this.trouble = trouble;
    this.options.onTrouble?.(trouble);
  }
}
