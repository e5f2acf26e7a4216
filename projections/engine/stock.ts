import { memberOf, type Member } from './member.js';
import type { Projection } from './projection.js';
import { StaleProjectionError, type ProjectionState, type ViewStore } from './view-store.js';

/** A projection whose view holds what another version of its fold made; its rows stay as they are. */
export interface OtherVersion {
  readonly projection: Projection;
  readonly state: ProjectionState;
}

export interface Stock {
  readonly members: readonly Member[];
  readonly otherVersions: readonly OtherVersion[];
}

/**
 * What the database says about the projections. One that it does not know begins at once, in place.
 * A member that nobody else has moved stays as it is, with its failure; another is a new try.
 */
export async function takeStock(
  store: ViewStore,
  projections: readonly Projection[],
  known: readonly Member[],
): Promise<Stock> {
  const states = await store.states();
  const members: Member[] = [];
  const otherVersions: OtherVersion[] = [];
  for (const projection of projections) {
    const state =
      states.find(({ name, active }) => active && name === projection.name) ??
      (await firstGeneration(store, projection));
    if (state.version !== projection.version) {
      otherVersions.push({ projection, state });
      continue;
    }
    const same = known.find(
      (member) =>
        member.projection === projection &&
        member.state.generation === state.generation &&
        member.state.position === state.position,
    );
    members.push(same ?? memberOf(projection, state));
  }
  return { members, otherVersions };
}

async function firstGeneration(store: ViewStore, projection: Projection): Promise<ProjectionState> {
  try {
    return await store.begin(projection, 'view');
  } catch (error) {
    if (!(error instanceof StaleProjectionError)) throw error;
    // Another process was quicker.
    const states = await store.states();
    const active = states.find((state) => state.active && state.name === projection.name);
    if (!active) throw error;
    return active;
  }
}
