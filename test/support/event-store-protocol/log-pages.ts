import type { EventLog, LoggedEvent } from './event-log.js';
import { at, compared, type LogPosition } from './log-position.js';

/** How many events a server reads at once, and considers at once by default (Enumerator.ReadBatchSize). */
export const PAGE_SIZE = 32;

export type Allowed = (event: LoggedEvent) => boolean;

export interface LogPage {
  readonly events: readonly LoggedEvent[];
  /** How many were looked at, let through or not. */
  readonly considered: number;
  /** Where the page began. */
  readonly from: LogPosition;
  readonly next: LogPosition;
  readonly endOfLog: boolean;
}

/** The position is not where a record begins. */
export class InvalidPosition extends Error {}

/** Returns the place of the last event; in an empty log, of the record that every log begins with. */
export function lastPosition(log: EventLog): LogPosition {
  return log.events.at(-1)?.position ?? at(0n);
}

/**
 * One page forwards, the event at `from` with it, as AllReader.ReadAllEventsForward reads it.
 * @throws InvalidPosition where no record begins there
 */
export function pageForward(
  log: EventLog,
  from: LogPosition,
  { window = Infinity, allowed }: { window?: number; allowed: Allowed },
): LogPage {
  const events: LoggedEvent[] = [];
  let considered = 0;
  let next = from;
  let index = indexFrom(log, from);
  while (events.length < PAGE_SIZE && considered < window) {
    const event = log.events[index];
    if (event === undefined) return { events, considered, from, next, endOfLog: true };
    index += 1;
    if (compared(event.position, from) < 0) continue;
    considered += 1;
    if (allowed(event)) events.push(event);
    // Behind the record, and 0: that is how the server says "what comes after this one".
    next = { commit: log.events[index]?.position.commit ?? log.end, prepare: 0n };
  }
  return { events, considered, from, next, endOfLog: false };
}

/** All before `from`, the last first. @throws InvalidPosition */
export function backwards(log: EventLog, from: LogPosition | 'end'): LoggedEvent[] {
  const before = from === 'end' ? log.events.length : indexFrom(log, from);
  return log.events.slice(0, before).reverse();
}

/** The first that does not lie before `from`. */
function indexFrom(log: EventLog, from: LogPosition): number {
  let low = 0;
  let high = log.events.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (log.events[middle]!.position.commit < from.commit) low = middle + 1;
    else high = middle;
  }
  const beyond = from.commit > lastPosition(log).commit;
  if (from.commit > 0n && !beyond && log.events[low]?.position.commit !== from.commit) {
    throw new InvalidPosition(`no record begins at ${from.commit}`);
  }
  return low;
}
