import type { Kysely } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { RowOf } from '../../../projections/engine/columns.js';
import type { claimFlags } from '../../../projections/provenance/claim-flags.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { nextTurn } from '../../following/pause.js';
import { claimsOfSingleOrigin } from '../single-origin.js';
import { restingOnWithdrawn } from '../withdrawn-evidence.js';

export type FlagRow = RowOf<(typeof claimFlags)['table']['columns']>;

/** Claims that are worked out in one turn of the event loop. */
const AT_ONCE = 200;

/** The rows of those of the claims that were recorded up to a position, as the views have them now. */
export async function flagRows(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  recordedTo: Position,
): Promise<FlagRow[]> {
  const rows: FlagRow[] = [];
  for (let from = 0; from < claimIds.length; from += AT_ONCE) {
    if (from > 0) await nextTurn();
    rows.push(...(await rowsOf(views, claimIds.slice(from, from + AT_ONCE), recordedTo)));
  }
  return rows;
}

async function rowsOf(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  recordedTo: Position,
): Promise<FlagRow[]> {
  const claims = await views
    .selectFrom('claims')
    .select(['claim_id', 'recorded_position'])
    .where('claim_id', 'in', claimIds)
    .where('recorded_position', '<=', recordedTo)
    .orderBy('recorded_position')
    .execute();
  const ids = claims.map(({ claim_id }) => claim_id);
  const single = await claimsOfSingleOrigin(views, ids, undefined);
  const resting = await restingOnWithdrawn(views, ids, undefined);
  return claims.map(({ claim_id, recorded_position }) => ({
    claim_id,
    recorded_position,
    single_origin: Number(single.has(claim_id)),
    evidence_withdrawn: Number(resting.has(claim_id)),
  }));
}
