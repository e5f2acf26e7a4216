import type { Halt } from '../../src/following/halt.js';
import { acquireAll, ALWAYS_HELD, releaseAll } from '../../src/following/lease.js';
import type { RetryReport } from '../../src/following/retry.js';
import { activeStateOf } from './load-running.js';
import { mustFit, unfitViews } from './log-fit.js';
import { projectingOf } from './projection-leases.js';
import type { Projection } from './projection.js';
import { rebuild, type EngineParts, type RebuildOptions, type RebuildProgress } from './rebuild.js';
import { upgradeProjections } from './upgrade-projections.js';
import type { ProjectionState } from './view-store.js';

/** The batch of a build in a process that has requests to answer meanwhile. */
const BUILD_BATCH = 1_000;

export interface BuildsReporting {
  readonly onRetry: RetryReport;
  /** Called whenever the progress or the failure of one is another than before. */
  readonly onProgress: () => void;
  /** Called when a build has ended, well or not. */
  readonly onEnd: () => void;
}

/** The views that this process builds anew beside the live ones. */
export class Builds {
  private readonly progress = new Map<string, RebuildProgress>();
  private readonly failures = new Map<string, Halt | null>();

  constructor(
    private readonly parts: EngineParts,
    private readonly stopping: AbortSignal,
    private readonly reporting: BuildsReporting,
  ) {}

  progressOf({ name }: Projection): RebuildProgress | null {
    return this.progress.get(name) ?? null;
  }

  /** Why its upgrade failed. */
  failureOf({ name }: Projection): Halt | null {
    return this.failures.get(name) ?? null;
  }

  /** Builds what the database holds in another version at the start. */
  async upgrade(
    projections: readonly Projection[],
    states: readonly ProjectionState[],
  ): Promise<void> {
    const outdated = projections.filter((projection) => {
      const state = activeStateOf(projection, states);
      return state && state.version !== projection.version;
    });
    if (outdated.length === 0) return;
    const failed = await upgradeProjections(
      this.parts.store,
      outdated,
      (those) => this.buildOwnVersion(those),
      this.stopping,
      this.reporting.onRetry,
    );
    for (const { name, failure } of failed) this.failures.set(name, failure);
    this.reporting.onProgress();
  }

  /** @throws as {@link rebuild} */
  async build(
    projections: readonly Projection[],
    options: RebuildOptions,
  ): Promise<ProjectionState[]> {
    const show = (progress: RebuildProgress) => {
      for (const { name } of projections) this.progress.set(name, progress);
      this.reporting.onProgress();
      options.onProgress?.(progress);
    };
    show({ events: 0, position: null, head: undefined, eventsPerSecond: 0 });
    const signals = [this.stopping, ...(options.signal ? [options.signal] : [])];
    try {
      return await rebuild(this.parts, projections, {
        batch: BUILD_BATCH,
        onRetry: this.reporting.onRetry,
        ...options,
        onProgress: show,
        signal: AbortSignal.any(signals),
      });
    } finally {
      for (const { name } of projections) this.progress.delete(name);
      this.reporting.onEnd();
    }
  }

  /**
   * Builds what this release makes. Goes back to an earlier version only while nobody projects the later
   * one: a process that was left behind in an upgrade would undo it with every start.
   */
  private async buildOwnVersion(projections: readonly Projection[]): Promise<ProjectionState[]> {
    const states = await this.parts.store.states();
    // To replace the views of another ledger is for whoever asks for it.
    mustFit(await unfitViews(this.parts, projections, states));
    const earlier = projections.filter((projection) => {
      const shown = activeStateOf(projection, states);
      return shown && shown.version > projection.version;
    });
    const leases = await acquireAll(this.parts.leases ?? ALWAYS_HELD, earlier.map(projectingOf));
    try {
      return await this.build(projections, {});
    } finally {
      await releaseAll(leases);
    }
  }
}
