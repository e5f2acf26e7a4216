import {
  jsonEvent,
  type EventData,
  type RecordedEvent as ServerEvent,
  type ResolvedEvent,
} from '@eventstore/db-client';

import type { EventMetadata, NewEvent, RecordedEvent } from '../../../events/envelope.js';
import { EventStoreError } from '../event-store.js';
import { toPosition } from './position.js';

/** The server has no field for the version of a type; it stands with our metadata. */
type StoredMetadata = EventMetadata & { readonly schemaVersion: number };

export function toStore({ id, type, schemaVersion, data, metadata }: NewEvent): EventData {
  const stored: StoredMetadata = { schemaVersion, ...metadata };
  return jsonEvent({
    id,
    type,
    data: data as Record<string, unknown>,
    metadata: stored as unknown as Record<string, unknown>,
  });
}

/** The event of an answer; undefined for a link whose event is gone. Links are not followed. */
export function eventOf(resolved: ResolvedEvent): ServerEvent | undefined {
  return resolved.link ?? resolved.event;
}

/**
 * @param stream that it is in, by the ledger's name
 * @throws EventStoreError `unavailable` where the ledger did not write it.
 */
export function recordedEvent(event: ServerEvent, stream: string): RecordedEvent {
  const { id, type, streamId, revision, position } = event;
  const data: unknown = event.data;
  const metadata: unknown = event.metadata;
  if (!event.isJson || !isObject(data) || !isStoredMetadata(metadata) || !position) {
    throw new EventStoreError(
      'unavailable',
      `event ${revision} of ${streamId} was not written by the ledger, or is damaged`,
    );
  }
  const { schemaVersion, ...own } = metadata;
  return {
    position: toPosition(position),
    stream,
    revision,
    id,
    type,
    schemaVersion,
    data,
    metadata: own,
  };
}

function isStoredMetadata(metadata: unknown): metadata is StoredMetadata & object {
  if (!isObject(metadata)) return false;
  const { schemaVersion, commandId, recordedAt } = metadata as Partial<StoredMetadata>;
  return (
    Number.isInteger(schemaVersion) &&
    typeof commandId === 'string' &&
    typeof recordedAt === 'string'
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !(value instanceof Uint8Array);
}
