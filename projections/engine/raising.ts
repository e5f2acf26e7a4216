import { reasonOf } from './fold.js';
import { LeaseHeldError } from './lease.js';
import type { Projection } from './projection.js';
import { pause } from '../../src/following/pause.js';
import { delayBefore, type Trouble } from './retrying.js';
import { activeStateOf } from './stock.js';
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
export async function raiseVersions(
  store: ViewStore,
  projections: readonly Projection[],
  build: (outdated: readonly Projection[]) => Promise<ProjectionState[]>,
  signal: AbortSignal,
  report: (trouble: Trouble | null) => void,
): Promise<ProjectionState[]> {
  let since: string | undefined;
  for (let attempts = 1; ; attempts += 1) {
    try {
      const outdated = outdatedOf(projections, await store.states());
      if (outdated.length === 0) return [];
      const built = await build(outdated);
      if (since) report(null);
      return built.filter(({ active }) => !active);
    } catch (error) {
      if (signal.aborted) return [];
      if (error instanceof LeaseHeldError) {
        await pause(ASK_AGAIN_MS, signal);
        if (signal.aborted) return [];
        continue;
      }
      if (error instanceof StaleProjectionError) {
        await whileOthersBuild(store, projections, signal);
        await pause(delayBefore(attempts), signal);
        if (signal.aborted) return [];
        continue;
      }
      since ??= new Date().toISOString();
      report({ reason: reasonOf(error), since, attempts });
      await pause(delayBefore(attempts), signal);
      if (signal.aborted) return [];
    }
  }
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
  const builds = async () => {
    const states = await store.states();
    const named = states.filter(
      ({ active, name }) => !active && projections.some((projection) => projection.name === name),
    );
    return named
      .map(({ name, generation, position }) => `${name} ${generation} ${position}`)
      .join();
  };
  for (let before = '', now = await builds(); now !== '' && now !== before; now = await builds()) {
    before = now;
    await pause(PATIENCE_MS, signal);
    if (signal.aborted) return;
  }
}
