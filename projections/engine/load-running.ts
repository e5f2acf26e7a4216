import type { Projection } from './projection.js';
import { runningProjection, type RunningProjection } from './running-projection.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

export interface Loaded {
  /** The projections whose views are of this release, at work. */
  readonly running: readonly RunningProjection[];
  /** The states that the database has. */
  readonly states: readonly ProjectionState[];
}

/** Returns the state of the generation that a view's name stands for; undefined where there is none yet. */
export function activeStateOf(
  { name }: { readonly name: string },
  states: readonly ProjectionState[],
): ProjectionState | undefined {
  return states.find((state) => state.active && state.name === name);
}

/**
 * What the database says about the projections. One of `ours` that it does not know begins at once, in
 * place. One that nobody else has moved stays as it is, with its failure; of another a new try is made.
 *
 * @param ours that this process may project.
 */
export async function loadRunning(
  store: ViewStore,
  ours: readonly Projection[],
  known: readonly RunningProjection[],
): Promise<Loaded> {
  const states = await store.states();
  const running: RunningProjection[] = [];
  for (const projection of ours) {
    let state = activeStateOf(projection, states);
    if (!state) states.push((state = await firstGeneration(store, projection)));
    // Its rows are what another version of the fold made, and stay as they are.
    if (state.version !== projection.version) continue;
    const same = known.find((each) => each.projection === projection && stands(each, state));
    running.push(same ?? runningProjection(projection, state));
  }
  return { running, states };
}

function stands({ state }: RunningProjection, { generation, position }: ProjectionState): boolean {
  return state.generation === generation && state.position === position;
}

async function firstGeneration(store: ViewStore, projection: Projection): Promise<ProjectionState> {
  try {
    return await store.begin(projection, 'view');
  } catch (error) {
    if (!(error instanceof StaleProjectionError)) throw error;
    // Another process was quicker.
    const active = activeStateOf(projection, await store.states());
    if (!active) throw error;
    return active;
  }
}

/** Whether the view is of this release, or of none yet. */
export function isOfThisRelease(
  projection: Projection,
  states: readonly ProjectionState[],
): boolean {
  const shown = activeStateOf(projection, states);
  return !shown || shown.version === projection.version;
}
