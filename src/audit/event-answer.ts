import Type, { type Static } from 'typebox';

import { ROLES, type RecordedEvent } from '../../events/envelope.js';
import { Id, Instant, nullable, Revision } from '../queries/answer-fields.js';
import { person, Person } from '../queries/person.js';

const Metadata = Type.Object({
  actor: Type.Object({
    id: Id,
    roles: Type.Array(Type.Enum([...ROLES, 'system'])),
    organization: Type.Optional(Type.String()),
    organisation: Type.Optional(
      Type.String({ description: 'Its name in events that were recorded before it was renamed.' }),
    ),
  }),
  commandId: Id,
  commandDigest: Type.String({ description: 'SHA-256 of the canonical command, in hexadecimal.' }),
  correlationId: Type.String(),
  causationId: nullable(Type.String()),
  recordedAt: Instant,
});

/** An event as it was recorded: in the version that it was written in, known to this release or not. */
export const EventLine = Type.Object({
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
export type EventLine = Static<typeof EventLine>;

/** And who recorded it. */
export const EventAnswer = Type.Object({ ...EventLine.properties, recordedBy: Person });
export type EventAnswer = Static<typeof EventAnswer>;

export const EventPage = Type.Object({
  items: Type.Array(EventAnswer),
  next: nullable(Type.String({ description: 'A position: the `after` of the next page.' })),
});
export type EventPage = Static<typeof EventPage>;

/** As exports have it. */
export function eventLine(event: RecordedEvent): EventLine {
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

/** As the API shows it. */
export function eventAnswer(event: RecordedEvent): EventAnswer {
  const { actor } = event.metadata;
  return { ...eventLine(event), recordedBy: person(actor.id, actor.organization) };
}
