import Type, { type Static } from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { POSITION_PATTERN } from '../envelope.js';
import { Id, Sha256, text, Url } from '../fields.js';

/** Which events a webhook is for: those that meet all three. An empty list leaves nothing out. */
const selection = {
  /** Types of events, such as `FindingReached`. */
  eventTypes: Type.Array(text(100), { maxItems: 100, uniqueItems: true }),
  /** Ids of claims. With one, or a topic, nothing but events of claims is delivered. */
  claims: Type.Array(Id, { maxItems: 100, uniqueItems: true }),
  /** Topics, one of which the claim has. */
  topics: Type.Array(text(100), { maxItems: 100, uniqueItems: true }),
};
export type WebhookSelection = Static<Type.TObject<typeof selection>>;

/**
 * What a secret is derived from together with the key of the ledger's webhooks, which is in no event; and
 * its digest, by which another key is noticed. The secret holds 256 bits that nobody can guess.
 */
const secret = Type.Object(
  { salt: Type.String({ pattern: '^[\\w-]{22}$' }), sha256: Sha256 },
  { additionalProperties: false },
);
export type RecordedSecret = Static<typeof secret>;

export const WebhookRegistered = defineEvent(
  'WebhookRegistered',
  1,
  Type.Object(
    { url: Url, description: Type.Optional(text(500)), ...selection, secret },
    { additionalProperties: false },
  ),
);

/** What is not named stays. */
export const WebhookAmended = defineEvent(
  'WebhookAmended',
  1,
  Type.Object(
    {
      url: Type.Optional(Url),
      /** Null takes it away. */
      description: Type.Optional(Type.Union([text(500), Type.Null()])),
      eventTypes: Type.Optional(selection.eventTypes),
      claims: Type.Optional(selection.claims),
      topics: Type.Optional(selection.topics),
    },
    { additionalProperties: false },
  ),
);

/**
 * `admin`: somebody did it. The others are the ledger's own: the receiver answered 410, or has taken nothing
 * for days; or it is not known any more what was delivered.
 */
export const DISABLING_CAUSES = ['admin', 'gone', 'failing', 'deliveries-lost'] as const;
export type DisablingCause = (typeof DISABLING_CAUSES)[number];

export const WebhookDisabled = defineEvent(
  'WebhookDisabled',
  1,
  Type.Object(
    { cause: Type.Enum([...DISABLING_CAUSES]), reason: text(5000) },
    { additionalProperties: false },
  ),
);

export const MISSED = ['deliver', 'skip'] as const;
export type Missed = (typeof MISSED)[number];

export const WebhookEnabled = defineEvent(
  'WebhookEnabled',
  1,
  Type.Object(
    {
      /** What becomes of what was recorded while it was disabled. */
      missed: Type.Enum([...MISSED]),
      /** With `deliver`: what was recorded after this position, where it is not since the disabling. */
      after: Type.Optional(Type.String({ pattern: POSITION_PATTERN.source })),
    },
    { additionalProperties: false },
  ),
);

export const WebhookSecretRotated = defineEvent(
  'WebhookSecretRotated',
  1,
  Type.Object(
    {
      secret,
      /** Until when the secret before it signs as well; null where it does not any more. */
      previousUntil: Type.Union([Type.String({ format: 'date-time' }), Type.Null()]),
    },
    { additionalProperties: false },
  ),
);

export const WebhookRemoved = defineEvent(
  'WebhookRemoved',
  1,
  Type.Object({ reason: text(5000) }, { additionalProperties: false }),
);

/** The events of this subject, in the versions that are written today. */
export const webhookEvents = [
  WebhookRegistered,
  WebhookAmended,
  WebhookDisabled,
  WebhookEnabled,
  WebhookSecretRotated,
  WebhookRemoved,
] as const;

export type WebhookEvent = EventOf<(typeof webhookEvents)[number]>;
