import type { Position, RecordedEvent } from '../../events/envelope.js';
import { markOf, type EventMark } from '../../src/following/event-mark.js';
import type { HaltAtEvent } from '../../src/following/halt.js';
import { reachedByAll } from './progress.js';
import type { Projection } from './projection.js';
import type { LogMarks, ProjectionState } from './view-store.js';

/** A projection at work on one of its generations. */
export interface RunningProjection {
  readonly projection: Projection;
  readonly handles: ReadonlySet<string>;
  readonly generation: number;
  /** The state that the database has. */
  state: ProjectionState;
  /** Where it stands; ahead of `state` by events that changed nothing and are not yet written down. */
  position: Position | null;
  /** Why it does not go on. Null at first, whatever the state says: a start is a new try. */
  failure: HaltAtEvent | null;
  /** The event at `position`; null before the first of this run. */
  last: RecordedEvent | null;
  /** The first event of the log, where it is known. */
  first: EventMark | null;
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
    last: null,
    first: state.marks?.first ?? null,
  };
}

/** Returns the marks by which a projection that stands there knows its log again. */
export function marksOf({
  state,
  first,
  last,
}: Pick<RunningProjection, 'state' | 'first' | 'last'>): LogMarks | null {
  return last ? { first, last: markOf(last) } : state.marks;
}

/** Returns where a reading must begin that misses nothing for any of them; undefined is the log's start. */
export function lowestPosition(running: readonly RunningProjection[]): Position | undefined {
  return reachedByAll(running.map(({ position }) => position)) ?? undefined;
}
