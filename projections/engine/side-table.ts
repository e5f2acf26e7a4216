import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { RowOf } from './columns.js';
import { defineTable, type TableDefinition } from './define-table.js';
import type { Columns, Row, Table } from './table.js';

/**
 * A table that a projection keeps beside its own, in the same transactions: what its fold must remember of
 * a stream and no query shows, or what it counts. So a row of the projection's own table stays small,
 * however long the stream grows.
 */
export interface SideTable<T extends Table = Table> {
  readonly table: T;
  /** The keys of the rows that the fold reads or writes at an event that the projection handles. */
  readonly keys: (event: RecordedLedgerEvent) => readonly string[];
}

/** A clustered side table, without versions where nothing is said of them. */
export function sideTable<
  const Name extends string,
  C extends Columns,
  Versioned extends boolean = false,
>(side: {
  readonly table: TableDefinition<Name, C, Versioned, true>;
  readonly keys: SideTable['keys'];
}): SideTable<Table<Name, C, Versioned, true>> {
  return { table: defineTable({ ...side.table, clustered: true }), keys: side.keys };
}

/** The rows of the side tables as they stand, at one event. */
export interface SideRows {
  /** @throws Error for a key that the table does not name for the event. */
  get<T extends Table>(side: SideTable<T>, key: string): RowOf<T['columns']> | undefined;
  /** Puts a row under its key. @throws as `get`. */
  put<T extends Table>(side: SideTable<T>, row: RowOf<T['columns']>): void;
}

/** What a step has put, which holds once the whole of it has come out well. */
export class StagedSideRows implements SideRows {
  readonly staged = new Map<SideTable, Map<string, Row>>();

  /** @param held the row as it stood before the step */
  constructor(
    private readonly event: RecordedLedgerEvent,
    private readonly held: (side: SideTable, key: string) => Row | undefined,
  ) {}

  get<T extends Table>(side: SideTable<T>, key: string): RowOf<T['columns']> | undefined {
    this.mustName(side, key);
    const row = this.staged.get(side)?.get(key) ?? this.held(side, key);
    // The columns of the table are what its rows have.
    return row as RowOf<T['columns']> | undefined;
  }

  put<T extends Table>(side: SideTable<T>, row: RowOf<T['columns']>): void {
    const key = (row as Row)[side.table.key] as string;
    this.mustName(side, key);
    const rows = this.staged.get(side) ?? new Map<string, Row>();
    this.staged.set(side, rows.set(key, row));
  }

  private mustName(side: SideTable, key: string): void {
    if (side.keys(this.event).includes(key)) return;
    throw new Error(`${side.table.name} does not name ${key} for ${this.event.type}`);
  }
}
