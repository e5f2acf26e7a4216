import type { Static, TObject, TProperties } from 'typebox';

import type { DomainEvent } from './envelope.js';

/** One version of one event type: its name, its number, and the shape of its data. */
export interface EventDefinition<Type extends string = string, Schema extends TObject = TObject> {
  readonly type: Type;
  readonly schemaVersion: number;
  readonly schema: Schema;
}

/** The event that a definition describes. */
export type EventOf<D> =
  D extends EventDefinition<infer Type, infer Schema> ? DomainEvent<Type, Static<Schema>> : never;

export function defineEvent<const Type extends string, Properties extends TProperties>(
  type: Type,
  schemaVersion: number,
  schema: TObject<Properties>,
): EventDefinition<Type, TObject<Properties>> {
  return { type, schemaVersion, schema };
}
