import type { Position as ServerPosition } from '@eventstore/db-client';

import type { Position } from '../../../events/envelope.js';

/** Log positions are signed 64-bit integers, of at most 19 digits; the pattern of positions asks for 16 to 20. */
const WIDTH = 20;
const PATTERN = /^(\d{20})-(\d{20})$/;
const MAX_LOG_POSITION = 2n ** 63n - 1n;

/** Commit and prepare position with leading zeros, so that positions compare as text. */
export function toPosition({ commit, prepare }: ServerPosition): Position {
  return `${digits(commit)}-${digits(prepare)}`;
}

/**
 * What lies behind every position that there can be is the last of them.
 *
 * @throws RangeError where it is no position of this kind of store.
 */
export function serverPosition(position: Position): ServerPosition {
  const [, commit = '', prepare = ''] = PATTERN.exec(position) ?? [];
  // Nothing is committed before it is prepared; a server's answer to that is a failure without a name.
  if (commit === '' || prepare > commit) {
    throw new RangeError(`${position} is not a position of this ledger`);
  }
  return { commit: bounded(BigInt(commit)), prepare: bounded(BigInt(prepare)) };
}

/** What no log reaches. A server says it of a filtered subscription to a short log without a match. */
export function isBeyondEveryLog({ commit, prepare }: ServerPosition): boolean {
  return commit >= MAX_LOG_POSITION || prepare >= MAX_LOG_POSITION;
}

function digits(logPosition: bigint): string {
  return String(logPosition).padStart(WIDTH, '0');
}

function bounded(logPosition: bigint): bigint {
  return logPosition > MAX_LOG_POSITION ? MAX_LOG_POSITION : logPosition;
}
