import type { EventMetadata, RecordedEvent } from '../../../events/envelope.js';
import { checksumOf, type EventValues } from './checksum.js';
import { toPosition } from './position.js';
import { damaged } from './sqlite-failure.js';

export const EVENT_COLUMNS =
  'position, stream, revision, event_id, type, schema_version, data, metadata, checksum';

/** In the order of {@link EVENT_COLUMNS}. */
export type EventRow = [...EventValues, checksum: number];

/** @throws EventStoreError `damaged` where the row is not as it was recorded. */
export function recordedEvent(row: EventRow): RecordedEvent {
  const [position, stream, revision, id, type, schemaVersion, data, metadata, checksum] = row;
  if (checksumOf(row) !== checksum) {
    throw damaged(`the event at position ${position} is not as it was recorded`);
  }
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
}
