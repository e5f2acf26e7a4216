import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { SideRows, SideTable } from './side-table.js';
import type { Row, Table } from './table.js';

/**
 * A pure fold of the log into the rows of one table. `evolve` sees the row as it stood before the
 * event and gives the row after it; it reads no clock, no database and no other row than those of its
 * side tables, so that a rebuild gives the same rows byte for byte. `defineProjection` makes one.
 */
export interface Projection<
  R extends Row = Row,
  T extends Table = Table,
  Sides extends readonly SideTable[] = readonly SideTable[],
> {
  /** Kebab case: the name that `rebuild`, `/health/ready` and the metrics show. */
  readonly name: string;
  /** Raised whenever the same log would now give other rows: the view is then built anew beside the old one. */
  readonly version: number;
  readonly table: T;
  readonly sides: Sides;
  /** The event types it handles; other events only move its checkpoint. */
  readonly handles: readonly RecordedLedgerEvent['type'][];
  /** The keys of the rows that the event changes; none where it changes nothing. */
  keys(event: RecordedLedgerEvent): readonly string[];
  /** The row after the event; undefined leaves things as they are. */
  evolve(
    row: R | undefined,
    event: RecordedLedgerEvent,
    key: string,
    sides: SideRows,
  ): R | undefined;
}
