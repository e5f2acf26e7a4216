import Type, { type TProperties, type TSchema } from 'typebox';

/** The field shapes that several answers share. A member that has no value is there, and null. */
export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()]);
}

/** An object that is a component of the OpenAPI document, under a name that no other schema has. */
export function named<Properties extends TProperties>($id: string, properties: Properties) {
  return Type.Object(properties, { $id });
}

export const Id = Type.String({ format: 'uuid' });

/** ISO 8601 in UTC with milliseconds. */
export const Instant = Type.String({ format: 'date-time' });

/** The revision of the stream's last event; what `ETag` shows and `If-Match` asks for. */
export const Revision = Type.Integer({ minimum: 0 });

export const Count = Type.Integer({ minimum: 0 });
