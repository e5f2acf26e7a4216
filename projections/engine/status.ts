import type { Position } from '../../events/envelope.js';
import type { Member } from './member.js';
import type { RebuildProgress } from './rebuild.js';
import type { OtherVersion } from './stock.js';

export interface Standstill {
  /** Null where no event is to blame. */
  readonly position: Position | null;
  readonly reason: string;
}

export interface ProjectionStatus {
  readonly name: string;
  /** Of the rows that the view shows. */
  readonly version: number;
  readonly generation: number;
  /** The view shows the effect of every event up to and with this one; null before the first. */
  readonly position: Position | null;
  /** Why it stands still, and before which event; null while it works. */
  readonly failure: Standstill | null;
  /** It shows everything that was in the log when the log was last looked at. */
  readonly caughtUp: boolean;
  /**
   * 0 when caught up; else the age in seconds of the last event that it has passed, and null where it
   * has passed none since the start.
   */
  readonly lagSeconds: number | null;
  /** How far a build that will replace it has come. */
  readonly rebuilding: RebuildProgress | null;
}

export function statusOfMember(
  { state, position, failure, recordedAt }: Member,
  rebuilding: RebuildProgress | null,
  caughtUp: boolean,
  now: number,
): ProjectionStatus {
  const { name, version, generation } = state;
  const done = caughtUp && !failure;
  return {
    name,
    version,
    generation,
    position,
    failure,
    caughtUp: done,
    lagSeconds: done ? 0 : ageOf(recordedAt, now),
    rebuilding,
  };
}

export function statusOfOtherVersion(
  { projection, state }: OtherVersion,
  rebuilding: RebuildProgress | null,
  failure: Standstill | null,
): ProjectionStatus {
  const { name, version, generation, position } = state;
  const reason = `the view holds version ${version}, this release has version ${projection.version}`;
  return {
    name,
    version,
    generation,
    position,
    failure: failure ?? (rebuilding ? null : { position: null, reason }),
    caughtUp: false,
    lagSeconds: null,
    rebuilding,
  };
}

function ageOf(instant: string | null, now: number): number | null {
  return instant === null ? null : Math.max(0, (now - Date.parse(instant)) / 1_000);
}
