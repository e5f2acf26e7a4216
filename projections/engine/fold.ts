import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { reasonOf } from '../../src/following/retry.js';
import type { Projection } from './projection.js';
import type { Row } from './table.js';
import type { HeldRow, Moment, RowWrite } from './view-store.js';

/** An event and the keys of the rows that it changes. */
export interface Step {
  /** Its place in the batch. */
  readonly index: number;
  readonly event: RecordedLedgerEvent;
  readonly keys: readonly string[];
}

export interface Folded {
  /** In the order of the events; at most one for each key of an unversioned table. */
  readonly writes: readonly RowWrite[];
  /** The step whose fold threw: nothing of it, nor of what follows, is in the writes. */
  readonly failed?: { readonly step: Step; readonly reason: string };
}

/** A write whose end, or in an unversioned table whose row, may still change within the batch. */
type Pending = { -readonly [K in keyof RowWrite]: RowWrite[K] };

/**
 * Folds a batch in memory. `held` has the rows of all its keys as the table holds them, and has them
 * as they are after the batch when this returns.
 *
 * A versioned table gets a version for every event that changes the row. Its instant is the event's
 * own, or that of the version before where the clock had gone backwards meanwhile.
 */
export function fold(
  projection: Projection,
  steps: readonly Step[],
  held: Map<string, HeldRow>,
): Folded {
  const { versioned } = projection.table;
  const writes: Pending[] = [];
  const latest = new Map<string, Pending>();
  for (const step of steps) {
    const { event } = step;
    let rows: Map<string, Row>;
    try {
      rows = rowsAfter(projection, step, held);
    } catch (error) {
      return { writes, failed: { step, reason: reasonOf(error) } };
    }
    for (const [key, row] of rows) {
      const before = held.get(key);
      const last = latest.get(key);
      const from = momentOf(event, versioned ? before : undefined);
      held.set(key, { row, at: versioned ? from.at : '' });
      if (last && !versioned) {
        last.row = row;
        last.from = from;
        continue;
      }
      if (last) last.until = from;
      const supersedes = versioned && before !== undefined && !last;
      const write = { key, row, from, until: null, supersedes };
      writes.push(write);
      latest.set(key, write);
    }
  }
  return { writes };
}

/** What one event makes of its rows; those that it leaves as they are, are left out. */
function rowsAfter(
  projection: Projection,
  { event, keys }: Step,
  held: ReadonlyMap<string, HeldRow>,
): Map<string, Row> {
  const rows = new Map<string, Row>();
  for (const key of keys) {
    const before = held.get(key)?.row;
    const after = projection.evolve(before, event, key);
    if (after !== undefined && after !== before) rows.set(key, after);
  }
  return rows;
}

function momentOf(
  { position, metadata }: RecordedLedgerEvent,
  before: HeldRow | undefined,
): Moment {
  const at = before && before.at > metadata.recordedAt ? before.at : metadata.recordedAt;
  return { position, at };
}
