import { nextTurn, pause } from '../../src/following/pause.js';
import { retryUntilDone, type RetryReport } from '../../src/following/retry.js';
import { missingFor, workOn, type DerivedProjection, type DerivedView } from './derived-view.js';
import { activeStateOf } from './load-running.js';
import { isAmong, mustFit, UnfitViewsError, unfitViews, type LogFitParts } from './log-fit.js';
import type { Projection } from './projection.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

export interface DerivedBuild extends LogFitParts {
  readonly store: ViewStore;
  readonly signal: AbortSignal;
  readonly onRetry: RetryReport;
}

/** How long it waits for more to do, where the view has moved on meanwhile. */
const WORK_AGAIN_MS = 20;

/**
 * Works the rows of a derived view out anew in a generation beside the active one, from what the live
 * views show, and switches over when it is as far as the view was.
 *
 * @returns where it stands now.
 * @throws Error where a view that it is derived from is not of this release, or not of this log; StaleProjectionError where
 *   another build was begun; the signal's reason where it aborts. Then the view stays as it was.
 */
export async function buildDerived(
  parts: DerivedBuild,
  view: DerivedView,
): Promise<ProjectionState> {
  const { projection } = view;
  let build = await parts.store.begin(projection, 'build');
  try {
    for (;;) {
      build = await worked(parts, view, build);
      const switched = await switchedTo(parts, projection, build);
      if (switched) return switched;
      await pause(WORK_AGAIN_MS, parts.signal);
    }
  } catch (error) {
    // Where this fails, too, the next build drops it.
    await parts.store.discard(build).catch(() => {});
    throw error;
  }
}

async function worked(
  parts: DerivedBuild,
  view: DerivedView,
  begun: ProjectionState,
): Promise<ProjectionState> {
  const { store, signal, onRetry } = parts;
  for (let build = begun; ; await nextTurn()) {
    signal.throwIfAborted();
    const piece = async () => {
      const states = await store.states();
      mustBeThere(view.projection, states);
      mustFit(await unfitAmong(parts, view.projection.derivedFrom, states));
      return workOn(store, view, build, states);
    };
    const isFinal = (error: unknown) =>
      error instanceof StaleProjectionError ||
      error instanceof MissingViewError ||
      error instanceof UnfitViewsError;
    const after = await retryUntilDone(piece, signal, onRetry, isFinal);
    if (!after) return build;
    build = after;
  }
}

/** A view that rows must be worked out from shows what another release made, or is not there. */
class MissingViewError extends Error {
  override readonly name = 'MissingViewError';
}

function mustBeThere(projection: DerivedProjection, states: readonly ProjectionState[]): void {
  const [missing] = missingFor(projection, states);
  if (!missing) return;
  throw new MissingViewError(
    `${projection.name} is derived from ${missing.name}, which is not there in version ${missing.version}`,
  );
}

function unfitAmong(
  parts: LogFitParts,
  projections: readonly Projection[],
  states: readonly ProjectionState[],
) {
  const those = states.filter(({ name }) => projections.some((each) => each.name === name));
  return unfitViews(parts, projections, those);
}

/** Undefined where the view has moved on meanwhile, and there is more to work out. */
async function switchedTo(
  parts: DerivedBuild,
  projection: DerivedProjection,
  build: ProjectionState,
): Promise<ProjectionState | undefined> {
  const { store } = parts;
  const states = await store.states();
  const before = activeStateOf(projection, states);
  const unfit = isAmong(await unfitAmong(parts, [projection], states), before);
  try {
    const [switched] = await store.activate([{ projection, build, before, unfit }]);
    return switched;
  } catch (error) {
    if (!(error instanceof StaleProjectionError)) throw error;
    await store.transaction((tx) => tx.hold([build]));
    return undefined;
  }
}
