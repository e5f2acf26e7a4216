import { integer, text, type RowOf } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { ALL, TOTALS_INDEXES } from '../totals/totals.projection.js';
import type { ClaimStatus, ClaimStatusRow } from './claim-status.row.js';

const columns = {
  subject: text<typeof ALL>(),
  recorded: integer(),
  under_review: integer(),
  settled: integer(),
  contested: integer(),
  reopened: integer(),
  withdrawn: integer(),
  /** Claims with a citation whose words were not found. */
  unanchored: integer(),
  /** Claims with a citation whose words the newest snapshot has otherwise or not at all. */
  quote_changed: integer(),
};

/** How many claims have each status, and each flag that the row itself tells, and had them at any moment. */
export const claimTotals = sideTable({
  table: {
    name: 'claim_totals',
    columns,
    key: 'subject',
    versioned: true,
    indexes: TOTALS_INDEXES,
  },
  keys: () => [ALL],
});

/** @param before undefined where the claim is new */
export function moveTotals(
  sides: SideRows,
  before: ClaimStatusRow | undefined,
  after: ClaimStatusRow,
): void {
  const gone = before ? countersOf(before) : [];
  const come = countersOf(after);
  if (gone.join() === come.join()) return;
  const totals = { ...(sides.get(claimTotals, ALL) ?? NO_CLAIMS) };
  for (const counter of gone) totals[counter] -= 1;
  for (const counter of come) totals[counter] += 1;
  sides.put(claimTotals, totals);
}

type Counter = Exclude<keyof typeof columns, 'subject'>;

function countersOf({ status, unanchored, changed_quotes }: ClaimStatusRow): Counter[] {
  const counters: Counter[] = [counterOf(status)];
  if (unanchored > 0) counters.push('unanchored');
  if (changed_quotes > 0) counters.push('quote_changed');
  return counters;
}

export function counterOf(status: ClaimStatus): Counter {
  return status === 'under-review' ? 'under_review' : status;
}

const NO_CLAIMS: RowOf<typeof columns> = {
  subject: ALL,
  recorded: 0,
  under_review: 0,
  settled: 0,
  contested: 0,
  reopened: 0,
  withdrawn: 0,
  unanchored: 0,
  quote_changed: 0,
};
