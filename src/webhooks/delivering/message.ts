import { v5 as uuidv5 } from 'uuid';

import { idOf, type RecordedEvent } from '../../../events/envelope.js';
import { categoryOf } from './delivered-events.js';

/**
 * The largest data that is sent along, as characters of JSON. The specification advises messages below 20 kB;
 * the text of a source's capture says where it is marked, which may be a megabyte.
 */
export const MOST_DATA = 64 * 1024;

/** What a receiver is sent: the shape that the Standard Webhooks specification recommends. */
export interface WebhookMessage {
  /** `claim.FindingReached`: what the event is about, and its type. */
  readonly type: string;
  /** When it was recorded. */
  readonly timestamp: string;
  readonly data: object;
}

/** The same for every try and every process: receivers know a delivery again by it. */
export function deliveryId(webhookId: string, { id }: Pick<RecordedEvent, 'id'>): string {
  return uuidv5(id, webhookId);
}

/** @param event in its current version */
export function messageOf(event: RecordedEvent): WebhookMessage {
  const { id, stream, revision, position, type, schemaVersion, data, metadata } = event;
  const category = categoryOf(stream);
  const { actor, recordedAt } = metadata;
  const isTooLarge = JSON.stringify(data).length > MOST_DATA;
  return {
    type: `${category}.${type}`,
    timestamp: recordedAt,
    data: {
      id,
      position,
      stream,
      revision: Number(revision),
      schemaVersion,
      claimId: category === 'claim' ? idOf(stream) : null,
      sourceId: category === 'source' ? idOf(stream) : null,
      recordedAt,
      recordedBy: { id: actor.id, organization: actor.organization ?? actor.organisation ?? null },
      // What is left out can be read at the position.
      event: isTooLarge ? null : data,
    },
  };
}

/** What `POST /v1/webhooks/{id}/test` sends. */
export function testMessage(webhookId: string, now: string): WebhookMessage {
  return { type: 'webhook.test', timestamp: now, data: { webhookId } };
}
