import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { recordedBy, type AsOf } from '../queries/as-of.js';

/** Whether there is, or was at that moment, such a claim; also a withdrawn one. */
export async function isClaimThere(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<boolean> {
  const claim = await views
    .selectFrom('claims')
    .select('claim_id')
    .where('claim_id', '=', id)
    .where(recordedBy(asOf, 'claims', 'recorded_at'))
    .executeTakeFirst();
  return claim !== undefined;
}
