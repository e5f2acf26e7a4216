import { sql, type Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { DISABLING_CAUSES } from '../../../events/webhook/webhook-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant, named, nullable, Revision } from '../../queries/answer-fields.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';

export const WebhookAnswer = named('Webhook', {
  id: Id,
  revision: Revision,
  url: Type.String(),
  description: nullable(Type.String()),
  eventTypes: Type.Array(Type.String()),
  claims: Type.Array(Id),
  topics: Type.Array(Type.String()),
  status: Type.Enum(['enabled', 'disabled', 'removed']),
  disabled: nullable(
    named('WebhookDisabling', {
      cause: Type.Enum([...DISABLING_CAUSES], {
        description:
          '`admin`: a member did it. The ledger itself: `gone`, the receiver answered 410; `failing`, it has taken nothing for days; `deliveries-lost`, it is not known what was delivered.',
      }),
      reason: Type.String(),
      position: Type.String({
        description: 'What was recorded from here on was not delivered.',
      }),
      recordedBy: Person,
      recordedAt: Instant,
    }),
  ),
  removed: nullable(Retraction),
  secret: named('WebhookSecret', {
    recordedAt: Instant,
    previousUntil: nullable(
      Type.String({
        format: 'date-time',
        description: 'Until when the secret before it signs as well; it may be over.',
      }),
    ),
  }),
  recordedBy: Person,
  recordedAt: Instant,
});
export type WebhookAnswer = Static<typeof WebhookAnswer>;

export const WebhookPage = pageOf(WebhookAnswer);

const ORDER = { position: 'webhooks.recorded_position', key: 'webhooks.webhook_id' };

/** Undefined where there is no such webhook. */
export async function getWebhook(
  views: Kysely<ViewTables>,
  id: string,
): Promise<WebhookAnswer | undefined> {
  const row = await views
    .selectFrom('webhooks')
    .selectAll()
    .where('webhook_id', '=', id)
    .executeTakeFirst();
  return row && webhookAnswer(row);
}

/** @throws InvalidCursorError */
export async function listWebhooks(
  views: Kysely<ViewTables>,
  request: PageRequest,
): Promise<Page<WebhookAnswer>> {
  return readPage(
    views.selectFrom('webhooks').selectAll(),
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.webhook_id }),
    webhookAnswer,
  );
}

/** Counts those that were not removed. */
export async function countWebhooks(views: Kysely<ViewTables>): Promise<number> {
  const { count } = await views
    .selectFrom('webhooks')
    .select(sql<number>`count(*)`.as('count'))
    .where('removed', 'is', null)
    .executeTakeFirstOrThrow();
  return count;
}

function webhookAnswer(row: ViewTables['webhooks']): WebhookAnswer {
  const [disabled, removed] = [parse(row.disabled), retraction(parse(row.removed))];
  return {
    id: row.webhook_id,
    revision: row.revision,
    url: row.url,
    description: row.description,
    eventTypes: [...parse(row.event_types)],
    claims: [...parse(row.claims)],
    topics: [...parse(row.topics)],
    status: removed ? 'removed' : disabled ? 'disabled' : 'enabled',
    disabled: disabled && {
      cause: disabled.cause,
      position: disabled.position,
      reason: disabled.reason,
      recordedBy: person(disabled.by),
      recordedAt: disabled.at,
    },
    removed,
    secret: { recordedAt: row.secret_at, previousUntil: row.previous_until },
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
