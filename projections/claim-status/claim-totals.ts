import { integer, text } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { TOTALS_INDEXES } from '../totals/totals.projection.js';
import { CLAIM_STATUSES, type ClaimStatus } from './claim-status.row.js';

/** How many claims have each status, and had it at any moment. */
export const claimTotals = sideTable({
  table: {
    name: 'claim_totals',
    columns: { subject: text<ClaimStatus>(), total: integer() },
    key: 'subject',
    versioned: true,
    indexes: TOTALS_INDEXES,
  },
  keys: () => CLAIM_STATUSES,
});

/** @param before undefined where the claim is new */
export function moveTotals(
  sides: SideRows,
  before: ClaimStatus | undefined,
  after: ClaimStatus,
): void {
  if (before === after) return;
  if (before !== undefined) add(sides, before, -1);
  add(sides, after, 1);
}

function add(sides: SideRows, subject: ClaimStatus, n: number): void {
  sides.put(claimTotals, { subject, total: (sides.get(claimTotals, subject)?.total ?? 0) + n });
}
