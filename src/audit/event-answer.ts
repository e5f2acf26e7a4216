import Type, { type Static, type TProperties } from 'typebox';

import { ROLES, type RecordedEvent } from '../../events/envelope.js';
import { ledgerCatalog } from '../../events/ledger-catalog.js';
import { referenceTo } from '../http/components.js';
import { Id, Instant, named, nullable, Revision } from '../queries/answer-fields.js';
import { Person, person } from '../queries/person.js';

const Metadata = named('EventMetadata', {
  actor: named('Actor', {
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

const line = {
  position: Type.String(),
  stream: Type.String(),
  revision: Revision,
  id: Id,
  type: Type.String(),
  schemaVersion: Type.Integer({ minimum: 1 }),
  data: Type.Object({}, { additionalProperties: true }),
  metadata: Metadata,
  recordedAt: Instant,
};

/** An event as exports have it: as it was recorded, in the version that it was written in. */
export const EventLine = Type.Object(line);
export type EventLine = Static<typeof EventLine>;

/** And who recorded it. */
const envelope = { ...line, recordedBy: Person };

/** An event of any type, known to this release or not. */
export const EventAnswer = Type.Object(envelope);
export type EventAnswer = Static<typeof EventAnswer>;

/** Every type of event that this release knows. */
export const EVENT_TYPES = [...new Set(ledgerCatalog.definitions.map(({ type }) => type))];

/** What stands beside the recorded event in each item of a list. */
interface Beside {
  /** Ends the names of its components. */
  readonly suffix: string;
  readonly members: TProperties;
}

/**
 * The shapes of events of these types, told apart by `type`.
 *
 * @param name of the component of the OpenAPI document
 */
export function eventsOf<Answer extends EventAnswer>(
  name: string,
  description: string,
  types: readonly string[],
  beside: Beside = { suffix: '', members: {} },
) {
  const shapes = types.map((type) => shapeOf(type, beside));
  return Type.Unsafe<Answer>({
    $id: name,
    description,
    oneOf: shapes.map(({ schema }) => schema),
    discriminator: {
      propertyName: 'type',
      mapping: Object.fromEntries(shapes.map(({ type, named }) => [type, referenceTo(named)])),
    },
  });
}

/** The shape of the type's one version, or the shapes of its versions, told apart by `schemaVersion`. */
function shapeOf(type: string, beside: Beside) {
  const versions = versionsOf(type, beside);
  const [only] = versions;
  if (only && versions.length === 1) return { type, ...only };
  const name = `${type}${beside.suffix}`;
  // The type is said once more beside the versions, as the discriminator asks for.
  const said = Type.Object({ type: Type.Literal(type) }, { $id: name });
  return { type, named: name, schema: { ...said, oneOf: versions.map(({ schema }) => schema) } };
}

function versionsOf(
  type: string,
  { suffix, members }: Beside,
): { readonly named: string; readonly schema: object }[] {
  return ledgerCatalog.definitions
    .filter((definition) => definition.type === type)
    .sort((one, other) => one.schemaVersion - other.schemaVersion)
    .map(({ schemaVersion, schema }) => {
      const version = `${type}V${schemaVersion}`;
      const name = `${version}${suffix}`;
      const shape = {
        ...envelope,
        type: Type.Literal(type),
        schemaVersion: Type.Literal(schemaVersion),
        data: { ...schema, $id: `${version}Data` },
        ...members,
      };
      return { named: name, schema: named(name, shape) };
    });
}

/** The shapes of events that this release knows. */
export const Event = eventsOf<EventAnswer>(
  'Event',
  'An event as it was recorded, in the version that it was written in. A later release may have written events of further types and versions.',
  EVENT_TYPES,
);

export const EventPage = named('EventPage', {
  items: Type.Array(Event),
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

/** Adds who recorded it; whoever sends it names them. */
export function eventAnswer(line: EventLine): EventAnswer {
  const { id, organization } = line.metadata.actor;
  return { ...line, recordedBy: person(id, organization) };
}
