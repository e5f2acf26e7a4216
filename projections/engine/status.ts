import type { Position } from '../../events/envelope.js';
import type { Halt } from '../../src/following/halt.js';
import type { Projection } from './projection.js';
import type { RebuildProgress } from './rebuild.js';
import type { RunningProjection } from './running-projection.js';
import type { ProjectionState } from './view-store.js';

/**
 * What this process does about a projection: it projects it; it would, and stands by, for another
 * process holds the lease, or shows another version; it only reads the view.
 */
export const TASKS = ['projects', 'stands-by', 'reads'] as const;
export type Task = (typeof TASKS)[number];

export interface ProjectionStatus {
  readonly name: string;
  readonly thisProcess: Task;
  /** The version of the rows that the view shows. */
  readonly version: number;
  /** 0 where the database does not know it yet. */
  readonly generation: number;
  /** The view shows the effect of every event up to and with this one; null before the first. */
  readonly position: Position | null;
  /** Why it stands still, and before which event; null while it works. */
  readonly failure: Halt | null;
  /**
   * It shows everything that was in the log when the log was last looked at; null where this process
   * does not follow the log for it.
   */
  readonly caughtUp: boolean | null;
  /**
   * 0 when caught up; else the age in seconds of the last event that it has passed, and null where it
   * has passed none since the start, or this process does not project it.
   */
  readonly lagSeconds: number | null;
  /** How far a build that will replace it has come. */
  readonly rebuilding: RebuildProgress | null;
}

export function statusOfRunning(
  { state, position, failure, last }: RunningProjection,
  rebuilding: RebuildProgress | null,
  caughtUp: boolean,
  now: number,
): ProjectionStatus {
  const done = caughtUp && !failure;
  const lagSeconds = done ? 0 : ageOf(last?.metadata.recordedAt ?? null, now);
  return projecting({ ...state, position, failure }, rebuilding, done, lagSeconds);
}

/** The status of a derived projection whose rows this process works out. @param state with what is known in memory */
export function statusOfDerived(
  state: ProjectionState,
  rebuilding: RebuildProgress | null,
  caughtUp: boolean,
): ProjectionStatus {
  return projecting(state, rebuilding, caughtUp, caughtUp ? 0 : null);
}

function projecting(
  { name, version, generation, position, failure }: ProjectionState,
  rebuilding: RebuildProgress | null,
  caughtUp: boolean,
  lagSeconds: number | null,
): ProjectionStatus {
  return {
    name,
    thisProcess: 'projects',
    version,
    generation,
    position,
    failure,
    caughtUp,
    lagSeconds,
    rebuilding,
  };
}

/** Tells the status where this process does not project it. @param state undefined where it is not known yet. */
export function statusOfState(
  { name, version }: Projection,
  state: ProjectionState | undefined,
  thisProcess: 'stands-by' | 'reads',
): ProjectionStatus {
  return {
    name,
    thisProcess,
    version: state?.version ?? version,
    generation: state?.generation ?? 0,
    position: state?.position ?? null,
    failure: state?.failure ?? null,
    caughtUp: null,
    lagSeconds: null,
    rebuilding: null,
  };
}

/** Tells the status of a projection whose view shows another version than this release makes. */
export function statusOfOtherVersion(
  projection: Projection,
  state: ProjectionState,
  rebuilding: RebuildProgress | null,
  failure: Halt | null,
): ProjectionStatus {
  return {
    ...statusOfState(projection, state, 'stands-by'),
    failure: failure ?? (rebuilding ? null : otherVersion(projection, state)),
    caughtUp: false,
    rebuilding,
  };
}

/** Tells the status in a process that only reads. In an upgrade a later view comes before its reader. */
export function statusOfReadView(
  projection: Projection,
  state: ProjectionState | undefined,
): ProjectionStatus {
  const status = statusOfState(projection, state, 'reads');
  if (!state || state.version >= projection.version) return status;
  return { ...status, failure: otherVersion(projection, state) };
}

function otherVersion({ version }: Projection, state: ProjectionState): Halt {
  const reason = `the view holds version ${state.version}, this release has version ${version}`;
  return { position: null, reason };
}

function ageOf(instant: string | null, now: number): number | null {
  return instant === null ? null : Math.max(0, (now - Date.parse(instant)) / 1_000);
}
