/** A place in the log of all events: both halves, as the server orders them (TFPos). */
export interface LogPosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** What the protocol says for "the end", and, by an overflow of the server's own, for "before all". */
const END_ON_THE_WIRE = 2n ** 64n - 1n;

/** The position before every event. */
export const BEFORE_ALL: LogPosition = at(-1n);

/** An event's own place: one written at once has both halves the same. */
export function at(place: bigint): LogPosition {
  return { commit: place, prepare: place };
}

/** Negative, zero or positive as `a` lies before, on or after `b`. */
export function compared(a: LogPosition, b: LogPosition): number {
  const difference = a.commit === b.commit ? a.prepare - b.prepare : a.commit - b.commit;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function later(a: LogPosition, b: LogPosition): LogPosition {
  return compared(a, b) < 0 ? b : a;
}

/** Decimal digits of an unsigned half, with the server's own way of saying −1 (Position.FromInt64). */
export function unsigned(half: bigint): string {
  return String(half === -1n ? END_ON_THE_WIRE : half);
}
