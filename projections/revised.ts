import type { RecordedLedgerEvent } from '../events/ledger-event.js';
import type { SideRows } from './engine/side-table.js';
import { existing } from './impossible-event.js';

/**
 * A handler for an event of a stream whose row shows the stream's revision: `change` gets a copy of the
 * row, with the event's revision. @throws ImpossibleEventError where there is no row.
 */
export function revised<R extends { revision: number }, Event extends RecordedLedgerEvent>(
  change: (row: R, event: Event, sides: SideRows) => R,
): (before: R | undefined, event: Event, key: string, sides: SideRows) => R {
  return (before, event, key, sides) => {
    const row = { ...existing(before, event, key) };
    row.revision = Number(event.revision);
    return change(row, event, sides);
  };
}
