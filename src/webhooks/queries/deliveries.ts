import Type, { type Static } from 'typebox';

import type { DeliveryStore } from '../../delivery-store/delivery-store.js';
import {
  DELIVERY_STATES,
  type DeliveryRow,
  type DeliveryState,
} from '../../delivery-store/delivery-tables.js';
import { Count, Id, Instant, named, nullable } from '../../queries/answer-fields.js';
import { pageOf, type Page, type PageRequest } from '../../queries/page.js';

export const DeliveryAnswer = named('Delivery', {
  id: Type.String({ format: 'uuid', description: 'The `webhook-id` that the receiver is sent.' }),
  webhookId: Id,
  state: Type.Enum([...DELIVERY_STATES], {
    description: '`dead`: it was given up, and can be sent again.',
  }),
  type: Type.String({ description: 'Of the event.' }),
  stream: Type.String({ description: 'Of the event. What is of one stream is sent in order.' }),
  position: Type.String({ description: 'Of the event.' }),
  recordedAt: Type.String({ format: 'date-time', description: 'When the event was recorded.' }),
  queuedAt: Instant,
  dueAt: nullable(
    Type.String({
      format: 'date-time',
      description:
        'When it is sent next; null where it is not, or an earlier one of its stream comes first.',
    }),
  ),
  tries: Count,
  lastTry: nullable(
    named('DeliveryTry', {
      at: Instant,
      status: nullable(Type.Integer()),
      failure: nullable(Type.String()),
    }),
  ),
  settledAt: nullable(Instant),
});
export type DeliveryAnswer = Static<typeof DeliveryAnswer>;

export const DeliveryPage = pageOf(DeliveryAnswer);

/** Undefined where there is none, or it was forgotten. */
export async function getDelivery(
  deliveries: DeliveryStore,
  webhookId: string,
  deliveryId: string,
): Promise<DeliveryAnswer | undefined> {
  if (!(await deliveries.isThere())) return undefined;
  const row = await deliveries.get(webhookId, deliveryId);
  return row && deliveryAnswer(row);
}

/** Those of the newest events first. @throws InvalidCursorError */
export async function listDeliveries(
  deliveries: DeliveryStore,
  filter: { readonly webhookId: string; readonly state?: DeliveryState },
  request: PageRequest,
): Promise<Page<DeliveryAnswer>> {
  if (!(await deliveries.isThere())) return { items: [], next: null };
  const { items, next } = await deliveries.list(filter, request);
  return { items: items.map(deliveryAnswer), next };
}

function deliveryAnswer(row: DeliveryRow): DeliveryAnswer {
  const { last_try_at: at, last_status: status, last_failure: failure } = row;
  return {
    id: row.delivery_id,
    webhookId: row.webhook_id,
    state: row.state,
    type: row.type,
    stream: row.line,
    position: row.position,
    recordedAt: row.recorded_at,
    queuedAt: row.queued_at,
    dueAt: row.due_at,
    tries: row.tries,
    lastTry: at === null ? null : { at, status, failure },
    settledAt: row.settled_at,
  };
}
