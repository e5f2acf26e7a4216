import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { reasonOf } from '../../src/following/retry.js';
import type { Projection } from './projection.js';
import { StagedSideRows, type SideTable } from './side-table.js';
import type { Row, Table } from './table.js';
import type { HeldRow, Moment, RowWrite } from './view-store.js';

/** An event and the keys of the rows that it changes. */
export interface Step {
  /** Its place in the batch. */
  readonly index: number;
  readonly event: RecordedLedgerEvent;
  readonly keys: readonly string[];
}

/** The rows of a batch's keys, as the tables hold them before it and as the fold leaves them. */
export interface HeldRows {
  readonly own: Map<string, HeldRow>;
  readonly sides: ReadonlyMap<SideTable, Map<string, HeldRow>>;
}

/** The writes of one table, in the order of the events; at most one for each key of an unversioned table. */
export interface TableWrites {
  readonly table: Table;
  readonly writes: readonly RowWrite[];
}

export interface Folded {
  /** The projection's own table comes first. */
  readonly tables: readonly TableWrites[];
  /** The step whose fold threw: nothing of it, nor of what follows, is in the writes. */
  readonly failed?: { readonly step: Step; readonly reason: string };
}

/**
 * Folds a batch in memory. `held` has the rows of all its keys as the tables hold them, and has them
 * as they are after the batch when this returns.
 *
 * A versioned table gets a version for every event that changes the row. Its instant is the event's
 * own, or that of the version before where the clock had gone backwards meanwhile.
 */
export function fold(projection: Projection, steps: readonly Step[], held: HeldRows): Folded {
  const own = new FoldedTable(projection.table, held.own);
  const sides = new Map(
    projection.sides.map((side) => [side, new FoldedTable(side.table, held.sides.get(side)!)]),
  );
  const tables = [own, ...sides.values()];
  for (const step of steps) {
    const { event, keys } = step;
    const beside = new StagedSideRows(event, (side, key) => sides.get(side)?.row(key));
    let rows: Map<string, Row>;
    try {
      rows = rowsAfter(projection, event, keys, own, beside);
    } catch (error) {
      return { tables, failed: { step, reason: reasonOf(error) } };
    }
    own.write(rows, event);
    for (const [side, staged] of beside.staged) sides.get(side)!.write(staged, event);
  }
  return { tables };
}

/** What one event makes of its rows; those that it leaves as they are, are left out. */
function rowsAfter(
  projection: Projection,
  event: RecordedLedgerEvent,
  keys: readonly string[],
  own: FoldedTable,
  sides: StagedSideRows,
): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const key of keys) {
    const before = own.row(key);
    const after = projection.evolve(before, event, key, sides);
    if (after !== undefined && after !== before) rows.set(key, after);
  }
  return rows;
}

/** A write whose end, or in an unversioned table whose row, may still change within the batch. */
type Pending = { -readonly [K in keyof RowWrite]: RowWrite[K] };

class FoldedTable implements TableWrites {
  readonly writes: Pending[] = [];
  private readonly latest = new Map<string, Pending>();

  constructor(
    readonly table: Table,
    private readonly held: Map<string, HeldRow>,
  ) {}

  row(key: string): Row | undefined {
    return this.held.get(key)?.row;
  }

  write(rows: ReadonlyMap<string, Row>, event: RecordedLedgerEvent): void {
    for (const [key, row] of rows) this.writeOne(key, row, event);
  }

  private writeOne(key: string, row: Row, event: RecordedLedgerEvent): void {
    const { versioned } = this.table;
    const before = this.held.get(key);
    const last = this.latest.get(key);
    const from = momentOf(event, versioned ? before : undefined);
    this.held.set(key, { row, at: versioned ? from.at : '' });
    if (last && !versioned) {
      last.row = row;
      last.from = from;
      return;
    }
    if (last) last.until = from;
    const supersedes = versioned && before !== undefined && !last;
    const write = { key, row, from, until: null, supersedes };
    this.writes.push(write);
    this.latest.set(key, write);
  }
}

function momentOf(
  { position, metadata }: RecordedLedgerEvent,
  before: HeldRow | undefined,
): Moment {
  const at = before && before.at > metadata.recordedAt ? before.at : metadata.recordedAt;
  return { position, at };
}
