import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/policy-in-force.js';
import { named } from '../../queries/answer-fields.js';
import { heldAt, instantOf, type Moment } from '../../queries/as-of.js';
import { ANSWER_COLUMNS, ClaimAnswer, claimAnswer, withAllElse } from './claim-answer.js';
import { listRelations, RelationAnswer } from './claim-relations.js';

/** `GET /v1/claims/{id}/relations` shows them all. */
const MOST_RELATIONS = 100;

/** A claim on its own, with the claims that it is related to. */
export const ClaimDetail = named('ClaimDetail', {
  ...ClaimAnswer.properties,
  relations: Type.Array(RelationAnswer, {
    maxItems: MOST_RELATIONS,
    description: `Recorded on either claim and not taken back; the newest ${MOST_RELATIONS}.`,
  }),
});
export type ClaimDetail = Static<typeof ClaimDetail>;

/** Undefined where there is, or was, no such claim. */
export async function getClaim(
  views: Kysely<ViewTables>,
  id: string,
  moment: Moment,
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
  const related = { claim: id, standing: true, limit: MOST_RELATIONS };
  const { items: relations } = await listRelations(views, related, moment.asOf);
  const policy = await policyInForce(views, moment.asOf);
  return { ...claimAnswer(answerRow, instantOf(moment), policy), relations };
}
