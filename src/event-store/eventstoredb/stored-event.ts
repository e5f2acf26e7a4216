import {
  jsonEvent,
  type EventData,
  type Position as ServerPosition,
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

interface Contents {
  readonly data: object;
  readonly metadata: StoredMetadata;
  readonly position: ServerPosition;
}

/** Undefined where the ledger did not write it, by its form. */
function contentsOf({ isJson, position, ...event }: ServerEvent): Contents | undefined {
  const data: unknown = event.data;
  const metadata: unknown = event.metadata;
  const isOurs = isJson && isObject(data) && isStoredMetadata(metadata) && position;
  return isOurs ? { data, metadata, position } : undefined;
}

/** Whether the ledger wrote it, by its form. */
export function isOfLedger(event: ServerEvent): boolean {
  return contentsOf(event) !== undefined;
}

/**
 * @param stream that it is in, by the ledger's name
 * @throws EventStoreError `unavailable` where the ledger did not write it.
 */
export function recordedEvent(event: ServerEvent, stream: string): RecordedEvent {
  const { id, type, streamId, revision } = event;
  const contents = contentsOf(event);
  if (!contents) {
    throw new EventStoreError(
      'damaged',
      `event ${revision} of ${streamId} was not written by the ledger, or is damaged`,
    );
  }
  const { schemaVersion, ...metadata } = contents.metadata;
  const position = toPosition(contents.position);
  return { position, stream, revision, id, type, schemaVersion, data: contents.data, metadata };
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
