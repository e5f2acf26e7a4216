import { integer, text, type RowOf } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { ALL, TOTALS_INDEXES } from '../totals/totals.projection.js';
import type { ClaimStatus } from './claim-status.row.js';

const columns = {
  subject: text<typeof ALL>(),
  recorded: integer(),
  under_review: integer(),
  settled: integer(),
  contested: integer(),
  reopened: integer(),
  withdrawn: integer(),
};

/** How many claims have each status, and had it at any moment. */
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
  before: ClaimStatus | undefined,
  after: ClaimStatus,
): void {
  if (before === after) return;
  const totals = { ...(sides.get(claimTotals, ALL) ?? NO_CLAIMS) };
  if (before !== undefined) totals[counterOf(before)] -= 1;
  totals[counterOf(after)] += 1;
  sides.put(claimTotals, totals);
}

export function counterOf(status: ClaimStatus): Exclude<keyof typeof columns, 'subject'> {
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
};
