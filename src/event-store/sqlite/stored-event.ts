import type { EventMetadata, RecordedEvent } from '../../../events/envelope.js';
import { EventStoreError } from '../event-store.js';
import { toPosition } from './position.js';

export const EVENT_COLUMNS =
  'position, stream, revision, event_id, type, schema_version, data, metadata';

/** In the order of {@link EVENT_COLUMNS}. */
export type EventRow = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  type: string,
  schemaVersion: number,
  data: string,
  metadata: string,
];

/** @throws EventStoreError `unavailable` where the row's JSON is damaged. */
export function recordedEvent(row: EventRow): RecordedEvent {
  const [position, stream, revision, id, type, schemaVersion, data, metadata] = row;
  try {
    return {
      position: toPosition(position),
      stream,
      revision: BigInt(revision),
      id,
      type,
      schemaVersion,
      data: JSON.parse(data) as object,
      metadata: JSON.parse(metadata) as EventMetadata,
    };
  } catch (error) {
    throw new EventStoreError('unavailable', `the event at position ${position} is damaged`, {
      cause: error,
    });
  }
}
