import type { Position } from '../../events/envelope.js';
import { Poller, type PollerIntervals } from '../../src/following/poller.js';
import type { RetryReport, RetryState } from '../../src/following/retry.js';
import { Waiters } from '../../src/following/waiters.js';
import { activeStateOf } from './load-running.js';
import { UnfitViewsError, type MisfitOf } from './log-fit.js';
import { projectionsCalled, reachedByAll, type Progress } from './progress.js';
import type { Projection } from './projection.js';
import { statusOfReadView, type ProjectionStatus } from './status.js';
import type { ProjectionState, ViewStore } from './view-store.js';

export interface ViewWatchOptions {
  readonly intervals?: Partial<PollerIntervals>;
  /** Called with every look that failed, and with null when it works again. */
  readonly onRetry?: RetryReport;
  /** The event before which a projection stands still, as whoever projects it says: nobody waits for more. */
  readonly haltOf?: (name: string) => Position | undefined;
  /** Holds the views against the log; where left out, nobody does. */
  readonly misfitOf?: MisfitOf;
}

const INTERVALS: PollerIntervals = { idle: 250, active: 50 };

/** Between two times that the views are held against the log, in milliseconds. */
const JUDGE_EVERY_MS = 5_000;

/**
 * How far the views are, for a process that projects none of them: the database says so. Looks now and
 * then, and often while somebody waits. What it says of a view may be a moment old, never too far on.
 */
export class ViewWatch implements Progress {
  private states: readonly ProjectionState[] | undefined;
  private readonly waiters = new Waiters();
  private readonly poller: Poller;
  private readonly haltOf: (name: string) => Position | undefined;
  private readonly misfitOf: MisfitOf;
  private misfit: string | null = null;
  private judgedAt = -Infinity;
  private judging: Promise<void> | undefined;

  constructor(
    private readonly store: Pick<ViewStore, 'states'>,
    private readonly projections: readonly Projection[],
    {
      intervals,
      onRetry = () => {},
      haltOf = () => undefined,
      misfitOf = async () => null,
    }: ViewWatchOptions = {},
  ) {
    this.haltOf = haltOf;
    this.misfitOf = misfitOf;
    this.poller = new Poller(() => this.look(), onRetry, { ...INTERVALS, ...intervals });
  }

  get retrying(): RetryState | null {
    return this.poller.retrying;
  }

  get unfit(): string | null {
    return this.misfit;
  }

  /** Resolves after the first look; a database that is away then is waited for. */
  async start(): Promise<void> {
    await this.poller.start();
  }

  async stop(): Promise<void> {
    await this.poller.stop();
    await this.judging;
  }

  /** The views have moved on, or stand still: whoever knows that spares those who wait the next look. */
  lookSoon(): void {
    this.poller.soon();
  }

  status(): ProjectionStatus[] {
    const { states } = this;
    if (!states) return [];
    return this.projections.map((projection) =>
      statusOfReadView(projection, activeStateOf(projection, states)),
    );
  }

  position(): Position | null {
    if (this.misfit !== null) return null;
    return reachedByAll(this.projections.map((projection) => this.standsAt(projection)));
  }

  async waitFor(
    position: Position,
    timeoutMs: number,
    names: readonly string[] | 'all' = 'all',
  ): Promise<boolean> {
    const called = projectionsCalled(names, this.projections);
    const reached = this.waiters.until(() => this.haveReached(position, called), timeoutMs);
    return this.poller.activeDuring(reached);
  }

  private haveReached(position: Position, called: readonly Projection[]): boolean | 'never' {
    if (this.misfit !== null) return 'never';
    const behind = called.filter((each) => (this.standsAt(each) ?? '') < position);
    const isHalted = behind.some(({ name }) => {
      const haltedAt = this.haltOf(name);
      return haltedAt !== undefined && haltedAt <= position;
    });
    return isHalted ? 'never' : behind.length === 0;
  }

  private async look(): Promise<void> {
    const isFirst = this.states === undefined;
    const states = await this.store.states();
    if (performance.now() - this.judgedAt >= JUDGE_EVERY_MS || this.misfit !== null) {
      this.judging ??= this.judge(states);
    }
    // Later ones keep nobody waiting: a log that is away takes its time to say so.
    if (isFirst || this.misfit !== null) await this.judging;
    this.states = states;
    this.waiters.wake();
    if (this.misfit !== null) throw new UnfitViewsError(this.misfit);
  }

  private async judge(states: readonly ProjectionState[]): Promise<void> {
    try {
      this.misfit = await this.misfitOf(states);
      this.judgedAt = performance.now();
      if (this.misfit !== null) this.poller.soon();
    } catch {
      // The log cannot be read now, which others tell; what was found before still holds.
    } finally {
      this.judging = undefined;
    }
  }

  private standsAt(projection: Projection): Position | null {
    return activeStateOf(projection, this.states ?? [])?.position ?? null;
  }
}
