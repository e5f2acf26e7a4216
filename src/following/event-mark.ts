import { hash } from 'node:crypto';

import type { Position, RecordedEvent } from '../../events/envelope.js';
import type { EventFeed } from './event-feed.js';

/** An event by which its log is known again, and where it stands. */
export interface EventMark {
  readonly position: Position;
  /** SHA-256 (hex) of all that was recorded of the event. */
  readonly digest: string;
}

const marks = new WeakMap<RecordedEvent, EventMark>();

export function markOf(event: RecordedEvent): EventMark {
  let mark = marks.get(event);
  if (!mark) marks.set(event, (mark = { position: event.position, digest: digestOf(event) }));
  return mark;
}

/** The event at that position; undefined where there is none, or the log has no such positions. */
export async function eventAt(
  log: Pick<EventFeed, 'readAt'>,
  position: Position,
): Promise<RecordedEvent | undefined> {
  try {
    return await log.readAt(position);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

export function isMarked(event: RecordedEvent | undefined, { position, digest }: EventMark) {
  return event?.position === position && digestOf(event) === digest;
}

/** Digests all of an event but its position, which stands beside the digest. */
function digestOf({ stream, revision, id, type, schemaVersion, data, metadata }: RecordedEvent) {
  const recorded = { stream, revision: String(revision), id, type, schemaVersion, data, metadata };
  return hash('sha256', JSON.stringify(recorded, sorted));
}

/**
 * The stores give the members of an object in orders of their own. Sorts them with no regard to what
 * `canonicalJson` refuses: stores keep lone surrogates, and the digests of marks already kept must stay.
 */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
