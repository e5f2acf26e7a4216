import { pause, repeat } from '../../src/following/pause.js';
import { reasonOf, Retry, type RetryReport, type RetryState } from '../../src/following/retry.js';
import { workOn, type DerivedProjection, type DerivedView } from './derived-view.js';
import { activeStateOf } from './load-running.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

export interface DerivationHooks {
  /** Whether it is this process that works the rows out. */
  readonly isOurs: (projection: DerivedProjection) => boolean;
  /** Whether rows may be worked out for the first time, which is done for all that the views show. */
  readonly mayBegin: () => boolean;
  readonly onMoved: () => void;
  readonly onRetry: RetryReport;
}

const ALONE: DerivationHooks = {
  isOurs: () => true,
  mayBegin: () => true,
  onMoved: () => {},
  onRetry: () => {},
};

/** Other processes keep views, too, and say nothing when these have moved. */
const LOOK_AGAIN_MS = 1_000;

/**
 * Keeps derived views up to the views that they are derived from, piece by piece, each in a transaction
 * of its own: however much an event touches, the folds never wait for it.
 */
export class Derivation {
  private readonly stopping = new AbortController();
  private readonly retry: Retry;
  private resting = new AbortController();
  private work: Promise<void> | undefined;
  /** Holds where the last pieces led, by view. */
  private readonly moved = new Map<string, ProjectionState>();

  constructor(
    private readonly store: ViewStore,
    private readonly views: readonly DerivedView[],
    private readonly hooks: DerivationHooks = ALONE,
  ) {
    this.retry = new Retry(hooks.onRetry);
  }

  get retrying(): RetryState | null {
    return this.retry.state;
  }

  start(): void {
    if (this.views.length > 0) this.work ??= repeat(this.stopping.signal, () => this.turn());
  }

  /** The views may have moved. */
  soon(): void {
    this.resting.abort();
  }

  /** Returns the later of what was read of a view and where a piece has led meanwhile. */
  latest(read: ProjectionState | undefined): ProjectionState | undefined {
    const moved = read && this.moved.get(read.name);
    if (!moved || moved.generation !== read.generation) return read;
    return (moved.position ?? '') > (read.position ?? '') ? moved : read;
  }

  /** Ends with the piece at hand; the next start goes on behind it. */
  async stop(): Promise<void> {
    this.stopping.abort();
    this.resting.abort();
    await this.work;
  }

  /** A piece of each view, where there is any to do. @returns whether there was. */
  async step(): Promise<boolean> {
    const states = await this.store.states();
    let moved = false;
    for (const view of this.views) {
      const state = activeStateOf(view.projection, states);
      if (!state || !this.isToBeWorkedOn(view, state)) continue;
      const after = await workOn(this.store, view, state, states);
      if (!after) continue;
      this.moved.set(after.name, after);
      this.hooks.onMoved();
      moved = true;
    }
    return moved;
  }

  /** A step before the end, where the database lets it: else the next start goes on there. */
  async lastStep(): Promise<void> {
    await this.step().catch((error: unknown) => this.retry.failed(reasonOf(error)));
  }

  private async turn(): Promise<number> {
    // Whoever says so from here on ends the rest: the look may have come too early.
    this.resting = new AbortController();
    try {
      const moved = await this.step();
      this.retry.succeeded();
      if (!moved) await pause(LOOK_AGAIN_MS, this.resting.signal);
      return 0;
    } catch (error) {
      if (!(error instanceof StaleProjectionError)) this.retry.failed(reasonOf(error));
      return this.retry.delay;
    }
  }

  private isToBeWorkedOn({ projection }: DerivedView, state: ProjectionState): boolean {
    if (state.version !== projection.version || !this.hooks.isOurs(projection)) return false;
    const begun = state.position !== null || state.cursor !== null;
    return begun || this.hooks.mayBegin();
  }
}
