import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { heldAt, type AsOf } from '../queries/as-of.js';

/**
 * When the findings of these claims were first published, by the finding's id. Those are left out whose
 * publications are all retracted, or of another finding by now.
 */
export async function publishedFindings(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, string>> {
  if (claimIds.length === 0) return new Map();
  const rows = await views
    .selectFrom('publications')
    .select(['finding_id', 'valid_from_at'])
    .where('claim_id', 'in', claimIds)
    .where('retracted', 'is', null)
    .where(heldAt(asOf, 'publications'))
    .orderBy('valid_from', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.finding_id, row.valid_from_at]));
}
