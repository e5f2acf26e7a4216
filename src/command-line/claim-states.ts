import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import type { ClaimAnswer } from '../claims/queries/claim-answer.js';
import { getClaim } from '../claims/queries/get-claim.js';
import { listClaims } from '../claims/queries/list-claims.js';
import { everyPage } from '../queries/every-page.js';

/**
 * What the views say of all claims, newest first, or of one.
 *
 * @param now what expiry and due dates are held against.
 */
export async function* claimStates(
  views: Kysely<ViewTables>,
  now: string,
  claim?: string,
): AsyncGenerator<ClaimAnswer, void> {
  if (claim === undefined) {
    yield* everyPage((page) => listClaims(views, page, { now }));
    return;
  }
  const only = await getClaim(views, claim, { now });
  if (only) yield only;
}
