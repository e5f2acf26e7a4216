import { idOf } from '../../events/envelope.js';
import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { RowOf } from './columns.js';
import type { Projection } from './projection.js';
import { defineTable, type TableDefinition } from './define-table.js';
import type { SideRows, SideTable } from './side-table.js';
import type { Columns, Table } from './table.js';

type EventType = RecordedLedgerEvent['type'];

/** The row after the event, from the row before it; undefined leaves things as they are. */
type Handler<R, Event> = (
  before: R | undefined,
  event: Event,
  key: string,
  sides: SideRows,
) => R | undefined;

/** See {@link Projection} for what is not said here. */
interface Definition<
  Name extends string,
  C extends Columns,
  Versioned extends boolean,
  Type extends EventType,
  Sides extends readonly SideTable[],
  Clustered extends boolean,
> {
  readonly name: string;
  readonly version: number;
  readonly table: TableDefinition<Name, C, Versioned, Clustered>;
  /** None where it is left out. */
  readonly sides?: Sides;
  /** The keys of the rows that an event changes; where it is left out, the id of the event's stream. */
  readonly keys?: (event: Recorded<NoInfer<Type>>) => readonly string[];
  /** What each event makes of a row. Their types are the ones that the projection handles. */
  readonly on: { readonly [T in Type]: Handler<RowOf<NoInfer<C>>, Recorded<T>> };
}

/** A projection whose row type is that of its columns, and which handles what it has a handler for. */
export function defineProjection<
  const Name extends string,
  C extends Columns,
  Type extends EventType,
  Versioned extends boolean = false,
  const Sides extends readonly SideTable[] = readonly [],
  Clustered extends boolean = false,
>(
  definition: Definition<Name, C, Versioned, Type, Sides, Clustered>,
): Projection<RowOf<C>, Table<Name, C, Versioned, Clustered>, Sides> {
  const { name, version, table, keys = (event) => [idOf(event.stream)], on } = definition;
  const { sides = [] as unknown as Sides } = definition;
  // Each is given only events of the type under which it stands.
  const handlers = on as Partial<Record<EventType, Handler<RowOf<C>, never>>>;
  return {
    name,
    version,
    table: defineTable(table),
    sides,
    handles: Object.keys(on) as Type[],
    keys: (event) => (event.type in on ? keys(event as Recorded<Type>) : []),
    evolve: (before, event, key, rows) => handlers[event.type]?.(before, event as never, key, rows),
  };
}
