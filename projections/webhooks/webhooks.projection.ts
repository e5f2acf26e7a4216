import type { Position } from '../../events/envelope.js';
import type { DisablingCause } from '../../events/webhook/webhook-events.js';
import { integer, json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { revised } from '../revised.js';
import { retractionOf, type Retraction } from '../retraction.js';

/** Why nothing is sent, and since which event. */
export interface Disabling extends Retraction {
  readonly cause: DisablingCause;
  readonly position: Position;
}

/** Webhooks, also those that were removed. Of a secret nothing is shown but when it was made. */
export const webhooks = defineProjection({
  name: 'webhooks',
  version: 1,
  // Webhooks are few: the list is sorted as it is read.
  table: {
    name: 'webhooks',
    columns: {
      webhook_id: text(),
      /** The revision of the last event of the webhook's stream. */
      revision: integer(),
      url: text(),
      description: nullable(text()),
      event_types: json<readonly string[]>(),
      claims: json<readonly string[]>(),
      topics: json<readonly string[]>(),
      disabled: nullable(json<Disabling>()),
      removed: nullable(json<Retraction>()),
      secret_at: text(),
      /** Until when the secret before it signs as well. */
      previous_until: nullable(text()),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'webhook_id',
  },
  on: {
    WebhookRegistered(before, event, key) {
      absent(before, event, key);
      const { url, description = null, eventTypes, claims, topics } = event.data;
      const { recordedAt, actor } = event.metadata;
      return {
        webhook_id: key,
        revision: Number(event.revision),
        url,
        description,
        event_types: eventTypes,
        claims,
        topics,
        disabled: null,
        removed: null,
        secret_at: recordedAt,
        previous_until: null,
        recorded_by: actor.id,
        recorded_at: recordedAt,
        recorded_position: event.position,
      };
    },
    WebhookAmended: revised((row, { data }) => ({
      ...row,
      url: data.url ?? row.url,
      description: data.description === undefined ? row.description : data.description,
      event_types: data.eventTypes ?? row.event_types,
      claims: data.claims ?? row.claims,
      topics: data.topics ?? row.topics,
    })),
    WebhookDisabled: revised((row, event) => {
      const { cause, reason } = event.data;
      const { position } = event;
      return { ...row, disabled: { ...retractionOf(event, reason), cause, position } };
    }),
    WebhookEnabled: revised((row) => ({ ...row, disabled: null })),
    WebhookSecretRotated: revised((row, { data, metadata }) => ({
      ...row,
      secret_at: metadata.recordedAt,
      previous_until: data.previousUntil,
    })),
    WebhookRemoved: revised((row, event) => ({
      ...row,
      removed: retractionOf(event, event.data.reason),
    })),
  },
});
