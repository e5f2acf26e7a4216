import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { ClaimStatus } from '../../../projections/claim-status/claim-status.row.js';
import { nameKey } from '../../../projections/name-key.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/queries/policies.js';
import { heldAt, instantOf, type Moment } from '../../queries/as-of.js';
import {
  comesAfter,
  newestFirst,
  pageOf,
  rowsToRead,
  toPage,
  type ListOrder,
  type Page,
  type PageRequest,
} from '../../queries/page.js';
import { says } from '../../view-store/full-text.js';
import { ANSWER_COLUMNS, ClaimAnswer, claimAnswer } from './claim-answer.js';
import { evidenceWithdrawn, isFlagged, type ClaimFlag } from './claim-flags.js';

/** All conditions hold together. */
export interface ClaimFilter {
  readonly status?: ClaimStatus;
  readonly flag?: ClaimFlag;
  /** Of a standing finding, on either question. */
  readonly rating?: string;
  readonly topic?: string;
  /** The claimant's whole name or description; upper and lower case are the same. */
  readonly claimant?: string;
  /** The claim has a citation of this source that was not retracted. */
  readonly source?: string;
  /** Words of the claim's text. */
  readonly q?: string;
}

export const ClaimPage = pageOf(ClaimAnswer);

/** @throws InvalidCursorError */
export async function listClaims(
  views: Kysely<ViewTables>,
  request: ClaimFilter & PageRequest,
  moment: Moment,
): Promise<Page<ClaimAnswer>> {
  const rows = await views
    .selectFrom('claim_status')
    .select(ANSWER_COLUMNS)
    .select(evidenceWithdrawn(moment.asOf).as('evidence_withdrawn'))
    .where('claim_status.row_id', 'in', rowsOfPage(views, request, moment))
    .orderBy(newestFirst(orderBy('claim_status')))
    .execute();
  const policy = await policyInForce(views, moment.asOf);
  const instant = instantOf(moment);
  return toPage(
    request,
    rows,
    (row) => ({ position: row.recorded_position, key: row.claim_id }),
    (row) => claimAnswer(row, instant, policy),
  );
}

/** Which rows the page shows. Alone, so that nothing is sorted or worked out for rows that it does not. */
function rowsOfPage(views: Kysely<ViewTables>, request: ClaimFilter & PageRequest, moment: Moment) {
  // A topic has an index in list order, which the database walks only where the order is by its columns.
  const order = orderBy(request.topic === undefined ? 'claim_status' : 'claim_topics');
  const conditions = [
    heldAt(moment.asOf, 'claim_status'),
    comesAfter(request.after, order),
    ...filterConditions(views, request, moment),
  ];
  return views
    .selectFrom('claim_status')
    .$if(request.topic !== undefined, (query) =>
      query
        .innerJoin('claim_topics', 'claim_topics.claim_id', 'claim_status.claim_id')
        .where('claim_topics.topic', '=', request.topic!),
    )
    .select('claim_status.row_id')
    .where((is) => is.and(conditions))
    .orderBy(newestFirst(order))
    .limit(rowsToRead(request));
}

function orderBy(table: 'claim_status' | 'claim_topics'): ListOrder {
  return { position: `${table}.recorded_position`, key: `${table}.claim_id` };
}

function filterConditions(
  views: Kysely<ViewTables>,
  { status, flag, rating, claimant, source, q }: ClaimFilter,
  moment: Moment,
): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (status !== undefined) conditions.push(sql`claim_status.status = ${status}`);
  if (flag !== undefined) conditions.push(isFlagged(flag, moment));
  if (rating !== undefined) {
    conditions.push(
      sql`(claim_status.veracity_rating = ${rating} or claim_status.attribution_rating = ${rating})`,
    );
  }
  if (claimant !== undefined) {
    conditions.push(sql`claim_status.claimant_name = ${nameKey(claimant)}`);
  }
  if (source !== undefined) conditions.push(isCitedTo(source, moment));
  if (q !== undefined) conditions.push(hasWords(views, q));
  return conditions;
}

function isCitedTo(source: string, { asOf }: Moment): RawBuilder<SqlBool> {
  return sql`claim_status.claim_id in (select citation.claim_id from citations as citation
    where citation.source_id = ${source} and citation.retracted is null and ${heldAt(asOf, 'citation')})`;
}

function hasWords(views: Kysely<ViewTables>, typed: string): RawBuilder<SqlBool> {
  return sql`claim_status.claim_id in (select claim_text.claim_id from claim_text
    where ${says(views, 'claim_text', typed)})`;
}
