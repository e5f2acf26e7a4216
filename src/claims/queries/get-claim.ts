import type { Kysely } from 'kysely';

import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/queries/policies.js';
import { heldAt, instantOf, type Moment } from '../../queries/as-of.js';
import { withOriginFlags } from '../../provenance/origin-flags.js';
import { ANSWER_COLUMNS, claimAnswer, type ClaimAnswer } from './claim-answer.js';

/** Undefined where there is, or was, no such claim. */
export async function getClaim(
  views: Kysely<ViewTables>,
  id: string,
  moment: Moment,
): Promise<ClaimAnswer | undefined> {
  const row = await views
    .selectFrom('claim_status')
    .select(ANSWER_COLUMNS)
    .where('claim_id', '=', id)
    .where(heldAt(moment.asOf, 'claim_status'))
    .executeTakeFirst();
  if (!row) return undefined;
  const [flagged] = await withOriginFlags(views, [row], moment.asOf);
  return (
    flagged && claimAnswer(flagged, instantOf(moment), await policyInForce(views, moment.asOf))
  );
}
