import type { Position } from '../../events/envelope.js';
import type { HaltAtEvent } from '../../src/following/halt.js';
import { reachedByAll } from './progress.js';
import type { Projection } from './projection.js';
import type { ProjectionState } from './view-store.js';

/** A projection at work on one of its generations. */
export interface RunningProjection {
  readonly projection: Projection;
  readonly handles: ReadonlySet<string>;
  readonly generation: number;
  /** As the database has it. */
  state: ProjectionState;
  /** Where it stands; ahead of `state` by events that changed nothing and are not yet written down. */
  position: Position | null;
  /** Why it does not go on. Null at first, whatever the state says: a start is a new try. */
  failure: HaltAtEvent | null;
  /** ISO 8601 instant at which the event at `position` was recorded; null before the first of this run. */
  recordedAt: string | null;
}

export function runningProjection(
  projection: Projection,
  state: ProjectionState,
): RunningProjection {
  return {
    projection,
    handles: new Set(projection.handles),
    generation: state.generation,
    state,
    position: state.position,
    failure: null,
    recordedAt: null,
  };
}

/** Where a reading must begin that misses nothing for any of them; undefined is the log's start. */
export function lowestPosition(running: readonly RunningProjection[]): Position | undefined {
  return reachedByAll(running.map(({ position }) => position)) ?? undefined;
}
