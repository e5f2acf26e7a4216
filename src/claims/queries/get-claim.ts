import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/policy-in-force.js';
import { named } from '../../queries/answer-fields.js';
import { heldAt, instantOf, type Moment } from '../../queries/as-of.js';
import { ANSWER_COLUMNS, ClaimAnswer, claimAnswer, withAllElse } from './claim-answer.js';
import { ClaimParts, claimParts, type ClaimPart } from './claim-parts.js';

/** A claim on its own, with what was asked for besides. */
export const ClaimDetail = named('ClaimDetail', {
  ...ClaimAnswer.properties,
  included: Type.Optional(ClaimParts),
});
export type ClaimDetail = Static<typeof ClaimDetail>;

/** Undefined where there is, or was, no such claim. @param parts what comes along */
export async function getClaim(
  views: Kysely<ViewTables>,
  id: string,
  moment: Moment,
  parts: readonly ClaimPart[] = [],
): Promise<ClaimDetail | undefined> {
  const row = await views
    .selectFrom('claims')
    .innerJoin('claim_status', 'claim_status.claim_id', 'claims.claim_id')
    .select(ANSWER_COLUMNS)
    .where('claims.claim_id', '=', id)
    .where(heldAt(moment.asOf, 'claim_status'))
    .executeTakeFirst();
  if (!row) return undefined;
  const [answerRow] = await withAllElse(views, [row], moment.asOf);
  if (!answerRow) return undefined;
  const policy = await policyInForce(views, moment.asOf);
  const claim = claimAnswer(answerRow, instantOf(moment), policy);
  if (parts.length === 0) return claim;
  return { ...claim, included: await claimParts(views, id, parts, moment.asOf) };
}
