import type { Position } from '../../../events/envelope.js';

const WIDTH = 16;
const PATTERN = /^\d{16}$/;

/** The row's number with leading zeros, so that positions compare as text. */
export function toPosition(row: number): Position {
  return String(row).padStart(WIDTH, '0');
}

/** @throws RangeError where it is no position of this kind of store. */
export function rowOf(position: Position): number {
  if (!PATTERN.test(position)) throw new RangeError(`${position} is not a position of this ledger`);
  return Number(position);
}
