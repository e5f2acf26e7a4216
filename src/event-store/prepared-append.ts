import type { NewEvent } from '../../events/envelope.js';
import {
  EventStoreError,
  MAX_EVENT_BYTES,
  type AppendOptions,
  type ExpectedRevision,
} from './event-store.js';

/** An event with its JSON made, ready to be bound to a statement. */
export interface EventToStore {
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
  /** As it stands in `metadata`. */
  readonly recordedAt: string;
}

export interface PreparedAppend {
  readonly stream: string;
  readonly events: readonly EventToStore[];
  readonly expected: ExpectedRevision;
  readonly commandId: string;
  readonly commandDigest: string;
  readonly keepInstants: boolean;
  /** UTF-16 units of all JSON, a measure of the work. */
  readonly size: number;
}

/**
 * Turns the events into what is stored, before they wait with others: a value that has no JSON form
 * then fails its own append and no other.
 *
 * @throws EventStoreError `no-events`, `event-too-large`
 * @throws TypeError for a value that JSON cannot carry
 */
export function prepareAppend(
  stream: string,
  events: readonly NewEvent[],
  options: AppendOptions,
): PreparedAppend {
  if (events.length === 0) {
    throw new EventStoreError('no-events', `an append to ${stream} without events`);
  }
  let size = 0;
  const toStore = events.map((event): EventToStore => {
    const data = toJson(event.data, event, 'data');
    const metadata = toJson(event.metadata, event, 'metadata');
    assertFits(data, metadata, event);
    size += data.length + metadata.length;
    const { id, type, schemaVersion } = event;
    const { recordedAt } = event.metadata;
    return { id, type, schemaVersion, data, metadata, recordedAt };
  });
  const { expected, commandId, commandDigest, keepInstants = false } = options;
  return { stream, events: toStore, expected, commandId, commandDigest, keepInstants, size };
}

function toJson(value: object, event: NewEvent, member: string): string {
  const text = stringified(value, event, member);
  if (text === undefined)
    throw new TypeError(`${event.type} ${event.id}: ${member} has no JSON form`);
  return text;
}

/** JSON.stringify is declared to give a string; undefined and functions give undefined. */
function stringified(value: object, event: NewEvent, member: string): string | undefined {
  try {
    return JSON.stringify(value);
  } catch (error) {
    throw new TypeError(`${event.type} ${event.id}: ${member} has no JSON form: ${String(error)}`, {
      cause: error,
    });
  }
}

function assertFits(data: string, metadata: string, event: NewEvent): void {
  // A UTF-16 unit takes at most three bytes in UTF-8, so most events need no exact count.
  if ((data.length + metadata.length) * 3 <= MAX_EVENT_BYTES) return;
  const bytes = Buffer.byteLength(data) + Buffer.byteLength(metadata);
  if (bytes > MAX_EVENT_BYTES) {
    throw new EventStoreError(
      'event-too-large',
      `${event.type} ${event.id} takes ${bytes} bytes; at most ${MAX_EVENT_BYTES} are stored`,
    );
  }
}
