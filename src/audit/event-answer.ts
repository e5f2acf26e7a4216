import Type, { type Static } from 'typebox';

import { ROLES, type RecordedEvent } from '../../events/envelope.js';
import { Id, Instant, nullable, Revision } from '../queries/answer-fields.js';

const Metadata = Type.Object({
  actor: Type.Object({
    id: Id,
    roles: Type.Array(Type.Enum([...ROLES, 'system'])),
    organization: Type.String(),
  }),
  commandId: Id,
  commandDigest: Type.String({ description: 'SHA-256 of the canonical command, in hexadecimal.' }),
  correlationId: Type.String(),
  causationId: nullable(Type.String()),
  recordedAt: Instant,
});

/** An event as it was recorded: in the version that it was written in, known to this release or not. */
export const EventAnswer = Type.Object({
  position: Type.String(),
  stream: Type.String(),
  revision: Revision,
  id: Id,
  type: Type.String(),
  schemaVersion: Type.Integer({ minimum: 1 }),
  data: Type.Object({}, { additionalProperties: true }),
  metadata: Metadata,
  recordedAt: Instant,
});
export type EventAnswer = Static<typeof EventAnswer>;

export const EventPage = Type.Object({
  items: Type.Array(EventAnswer),
  next: nullable(Type.String({ description: 'A position: the `after` of the next page.' })),
});
export type EventPage = Static<typeof EventPage>;

export function eventAnswer(event: RecordedEvent): EventAnswer {
  const { position, stream, revision, id, type, schemaVersion, data, metadata } = event;
  return {
    position,
    stream,
    revision: Number(revision),
    id,
    type,
    schemaVersion,
    data,
    metadata: { ...metadata, actor: { ...metadata.actor, roles: [...metadata.actor.roles] } },
    recordedAt: metadata.recordedAt,
  };
}
