import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { Projection } from '../../projections/engine/projection.js';
import { StagedSideRows, type SideTable } from '../../projections/engine/side-table.js';
import type { Row, Table } from '../../projections/engine/table.js';

/** The rows of a projection's tables, event by event: the engine's fold in its simplest form. */
export class FoldedRows<R extends Row = Row> {
  readonly rows = new Map<string, R>();
  readonly sides: ReadonlyMap<SideTable, Map<string, Row>>;

  /** @param onRow called with every row that an event leaves, of whichever table */
  constructor(
    private readonly projection: Projection<R>,
    private readonly onRow: (
      table: Table,
      key: string,
      row: Row,
      event: RecordedLedgerEvent,
    ) => void = () => {},
  ) {
    this.sides = new Map(projection.sides.map((side) => [side, new Map<string, Row>()]));
  }

  /** @throws as the fold does, and the rows are as they were. */
  apply(event: RecordedLedgerEvent): void {
    const { projection, rows, sides } = this;
    if (!projection.handles.includes(event.type)) return;
    const staged = new StagedSideRows(event, (side, key) => sides.get(side)?.get(key));
    const after = new Map<string, R>();
    for (const key of projection.keys(event)) {
      const row = projection.evolve(rows.get(key), event, key, staged);
      if (row) after.set(key, row);
    }
    for (const [key, row] of after) this.keep(projection.table, rows, key, row, event);
    for (const [side, put] of staged.staged) {
      for (const [key, row] of put) this.keep(side.table, sides.get(side)!, key, row, event);
    }
  }

  private keep<Kept extends Row>(
    table: Table,
    rows: Map<string, Kept>,
    key: string,
    row: Kept,
    event: RecordedLedgerEvent,
  ): void {
    rows.set(key, deepFreeze(row));
    this.onRow(table, key, row, event);
  }
}

/** So that a fold which changes a row instead of copying it fails its spec. */
function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) {
    if (typeof member === 'object' && member !== null && !Object.isFrozen(member)) {
      deepFreeze(member as object);
    }
  }
  return Object.freeze(value);
}
