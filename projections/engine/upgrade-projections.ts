import { LeaseHeldError } from '../../src/following/lease.js';
import { repeat } from '../../src/following/pause.js';
import { reasonOf, Retry, type RetryReport } from '../../src/following/retry.js';
import { activeStateOf } from './load-running.js';
import type { Projection } from './projection.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

/** How long a build of another process may stand still before it is taken for dead. */
const PATIENCE_MS = 5_000;

/** How often one that holds the lease is asked after; where it ends without success, this one builds. */
const ASK_AGAIN_MS = 1_000;

/**
 * Has the projections built whose views hold another version, until they hold this one. Where another
 * process is at it, that one is left to finish.
 *
 * @returns the builds that failed on an event.
 */
export async function upgradeProjections(
  store: ViewStore,
  projections: readonly Projection[],
  build: (outdated: readonly Projection[]) => Promise<ProjectionState[]>,
  signal: AbortSignal,
  report: RetryReport,
): Promise<ProjectionState[]> {
  const retry = new Retry(report);
  let failed: ProjectionState[] = [];
  await repeat(signal, async () => {
    try {
      const outdated = outdatedOf(projections, await store.states());
      const built = outdated.length > 0 ? await build(outdated) : [];
      retry.succeeded();
      failed = built.filter(({ active }) => !active);
      return 'done';
    } catch (error) {
      if (signal.aborted) return 'done';
      if (error instanceof LeaseHeldError) return ASK_AGAIN_MS;
      if (error instanceof StaleProjectionError) await whileOthersBuild(store, projections, signal);
      else retry.failed(reasonOf(error));
      return retry.delay;
    }
  });
  return failed;
}

function outdatedOf(
  projections: readonly Projection[],
  states: readonly ProjectionState[],
): Projection[] {
  return projections.filter(
    (projection) => activeStateOf(projection, states)?.version !== projection.version,
  );
}

async function whileOthersBuild(
  store: ViewStore,
  projections: readonly Projection[],
  signal: AbortSignal,
): Promise<void> {
  let before = '';
  await repeat(signal, async () => {
    const builds = (await store.states()).filter(
      ({ active, name }) => !active && projections.some((projection) => projection.name === name),
    );
    const now = builds
      .map(({ name, generation, position }) => `${name} ${generation} ${position}`)
      .join();
    if (now === '' || now === before) return 'done';
    before = now;
    return PATIENCE_MS;
  });
}
