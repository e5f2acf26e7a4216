import { memberOf, type Member } from './member.js';
import type { Projection } from './projection.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

export interface Stock {
  /** The projections whose views are of this release, at work. */
  readonly members: readonly Member[];
  /** As the database has them. */
  readonly states: readonly ProjectionState[];
}

/** Of the generation that the view's name stands for; undefined where the database does not know it. */
export function activeStateOf(
  { name }: { readonly name: string },
  states: readonly ProjectionState[],
): ProjectionState | undefined {
  return states.find((state) => state.active && state.name === name);
}

/**
 * What the database says about the projections. One of `ours` that it does not know begins at once, in
 * place. A member that nobody else has moved stays as it is, with its failure; another is a new try.
 *
 * @param ours that this process may project.
 */
export async function takeStock(
  store: ViewStore,
  ours: readonly Projection[],
  known: readonly Member[],
): Promise<Stock> {
  const states = await store.states();
  const members: Member[] = [];
  for (const projection of ours) {
    let state = activeStateOf(projection, states);
    if (!state) states.push((state = await firstGeneration(store, projection)));
    // Its rows are what another version of the fold made, and stay as they are.
    if (state.version !== projection.version) continue;
    const same = known.find((member) => member.projection === projection && stands(member, state));
    members.push(same ?? memberOf(projection, state));
  }
  return { members, states };
}

function stands({ state }: Member, { generation, position }: ProjectionState): boolean {
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
