import type { Position } from '../../events/envelope.js';
import type { RetryState } from '../../src/following/retry.js';
import type { Projection } from './projection.js';
import type { ProjectionStatus } from './status.js';

/** How far the views are, whichever process projects them. */
export interface Progress {
  /** What keeps all of them from going on, or from being seen, at this moment. */
  readonly retrying: RetryState | null;
  /** Why the views are not of this log, and nothing of them may be shown; null where they are. */
  readonly unfit: string | null;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** In the order of the projections; empty before the start. */
  status(now?: number): ProjectionStatus[];
  /** Every view shows the effect of the events up to and with it; null where one shows none yet, or is unfit. */
  position(): Position | null;
  /**
   * Whether the views show everything up to and with that position, within that time. A projection that
   * the database does not know yet shows nothing, and so do views that are not of this log.
   *
   * @param names all projections where left out.
   * @throws RangeError for a name that is none.
   */
  waitFor(
    position: Position,
    timeoutMs: number,
    names?: readonly string[] | 'all',
  ): Promise<boolean>;
}

/** What all of them have reached; null where one has reached nothing, or there is none. */
export function reachedByAll(positions: readonly (Position | null)[]): Position | null {
  let lowest: Position | null = null;
  for (const position of positions) {
    if (position === null) return null;
    if (lowest === null || position < lowest) lowest = position;
  }
  return lowest;
}

/** @throws RangeError for a name that is none. */
export function projectionsCalled(
  names: readonly string[] | 'all',
  projections: readonly Projection[],
): Projection[] {
  if (names === 'all') return [...projections];
  return names.map((name) => {
    const projection = projections.find((p) => p.name === name);
    if (!projection) throw new RangeError(`there is no projection ${name}`);
    return projection;
  });
}
