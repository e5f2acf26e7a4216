import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { ClaimStatus } from '../../../projections/claim-status/claim-status.row.js';
import { nameKey } from '../../../projections/name-key.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/policy-in-force.js';
import { flaggedNow } from '../../provenance/origin-flags.js';
import { heldAt, instantOf, type Moment } from '../../queries/as-of.js';
import {
  comesAfter,
  cursorOf,
  DEFAULT_LIMIT,
  newestFirst,
  pageOf,
  rowsToRead,
  toPage,
  type ListOrder,
  type Page,
  type PageRequest,
  type Place,
} from '../../queries/page.js';
import { says } from '../../view-store/full-text.js';
import {
  ANSWER_COLUMNS,
  ClaimAnswer,
  claimAnswer,
  withAllElse,
  type AnswerRow,
} from './claim-answer.js';
import { isFlagged, type ClaimFlag } from './claim-flags.js';

/** All conditions hold together. */
export interface ClaimFilter {
  readonly status?: ClaimStatus;
  readonly flag?: ClaimFlag;
  /** The rating of a standing finding, on either question. */
  readonly rating?: string;
  /** Upper and lower case are the same. */
  readonly topic?: string;
  /** The claimant's whole name or description; upper and lower case are the same. */
  readonly claimant?: string;
  /** The claim has a citation of this source that was not retracted. */
  readonly sourceId?: string;
  /** Words of the claim's text. */
  readonly q?: string;
}

export const ClaimPage = pageOf(ClaimAnswer);

/**
 * A page by `single-origin` as of a moment, which no index tells, may be short or empty while another one
 * follows: at most {@link MOST_LOOKED_AT} claims are looked at for it.
 *
 * @throws InvalidCursorError
 */
export async function listClaims(
  views: Kysely<ViewTables>,
  request: ClaimFilter & PageRequest,
  moment: Moment,
): Promise<Page<ClaimAnswer>> {
  const { items, next } =
    request.flag === 'single-origin' && moment.asOf
      ? await ofSingleOrigin(views, request, moment)
      : await flaggedRows(views, request, moment);
  const policy = await policyInForce(views, moment.asOf);
  const instant = instantOf(moment);
  return { items: items.map((row) => claimAnswer(row, instant, policy)), next };
}

/** Claims that are looked at for one page by a flag that no index tells. */
export const MOST_LOOKED_AT = 2_000;

async function ofSingleOrigin(
  views: Kysely<ViewTables>,
  request: ClaimFilter & PageRequest,
  moment: Moment,
): Promise<Page<AnswerRow>> {
  const { limit = DEFAULT_LIMIT } = request;
  const found: AnswerRow[] = [];
  let next: string | null = request.after ?? null;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += LOOKED_AT_ONCE) {
    const from = next === null ? {} : { after: next };
    const batch = { ...request, ...from, limit: LOOKED_AT_ONCE };
    const page: Page<AnswerRow> = await flaggedRows(views, batch, moment);
    found.push(...page.items.filter((row) => row.single_origin));
    const last = found[limit - 1];
    const rest = found.length > limit || page.next !== null;
    if (last) return { items: found.slice(0, limit), next: rest ? cursorOf(placeIn(last)) : null };
    next = page.next;
    if (next === null) break;
  }
  return { items: found, next };
}

const LOOKED_AT_ONCE = 200;

async function flaggedRows(
  views: Kysely<ViewTables>,
  request: ClaimFilter & PageRequest,
  moment: Moment,
): Promise<Page<AnswerRow>> {
  const rows = await views
    .selectFrom('claims')
    .innerJoin('claim_status', 'claim_status.claim_id', 'claims.claim_id')
    .select(ANSWER_COLUMNS)
    .where('claim_status.row_id', 'in', rowsOfPage(views, request, moment))
    .orderBy(newestFirst(ORDERS.claims))
    .execute();
  const { items, next } = toPage(request, rows, placeIn, (row) => row);
  return { items: await withAllElse(views, items, moment.asOf), next };
}

function placeIn(row: { recorded_position: string; claim_id: string }): Place {
  return { position: row.recorded_position, key: row.claim_id };
}

/** Which rows the page shows. Alone, so that nothing is sorted or worked out for rows that it does not. */
function rowsOfPage(views: Kysely<ViewTables>, request: ClaimFilter & PageRequest, moment: Moment) {
  const { topic, q } = request;
  const flagged = flaggedNow(request.flag, moment.asOf);
  const order = ORDERS[walked(request, moment)];
  const conditions = [
    heldAt(moment.asOf, 'claim_status'),
    comesAfter(request.after, order),
    ...filterConditions(request, moment),
  ];
  return (
    views
      .selectFrom('claims')
      .innerJoin('claim_status', 'claim_status.claim_id', 'claims.claim_id')
      .$if(topic !== undefined, (query) =>
        query
          .innerJoin('claim_topics', 'claim_topics.claim_id', 'claims.claim_id')
          .where('claim_topics.topic_key', '=', nameKey(topic!)),
      )
      .$if(flagged !== undefined, (query) =>
        query.innerJoin('claim_flags', 'claim_flags.claim_id', 'claims.claim_id').where(flagged!),
      )
      .$if(q !== undefined, (query) => query.where(says(views, 'claims', q!)))
      .select('claim_status.row_id')
      .where((is) => is.and(conditions))
      // The rows of claims are made in list order, and the words lead to them.
      .orderBy(q === undefined ? newestFirst(order) : sql`claims.row_id desc`)
      .limit(rowsToRead(request))
  );
}

/** A claim's place is the same in all of them. */
const ORDERS = {
  claims: { position: 'claims.recorded_position', key: 'claims.claim_id' },
  claim_status: { position: 'claim_status.recorded_position', key: 'claim_status.claim_id' },
  claim_flags: { position: 'claim_flags.recorded_position', key: 'claim_flags.claim_id' },
  claim_topics: { position: 'claim_topics.recorded_position', key: 'claim_topics.claim_id' },
} as const satisfies Record<string, ListOrder>;

/** Whose index in list order leads to the rows: the database walks it only where the order is by its columns. */
function walked(filter: ClaimFilter, { asOf }: Moment): keyof typeof ORDERS {
  const { topic, status, flag, rating } = filter;
  if (topic !== undefined) return 'claim_topics';
  if (flaggedNow(flag, asOf)) return 'claim_flags';
  return !asOf && (status ?? flag ?? rating) !== undefined ? 'claim_status' : 'claims';
}

function filterConditions(
  { status, flag, rating, claimant, sourceId }: ClaimFilter,
  moment: Moment,
): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (status !== undefined) conditions.push(sql`claim_status.status = ${status}`);
  if (flag !== undefined && !flaggedNow(flag, moment.asOf)) {
    conditions.push(isFlagged(flag, moment));
  }
  if (rating !== undefined) {
    conditions.push(
      sql`(claim_status.veracity_rating = ${rating} or claim_status.attribution_rating = ${rating})`,
    );
  }
  if (claimant !== undefined) {
    conditions.push(sql`claims.claimant_name = ${nameKey(claimant)}`);
  }
  if (sourceId !== undefined) conditions.push(isCitedTo(sourceId, moment));
  return conditions;
}

function isCitedTo(source: string, { asOf }: Moment): RawBuilder<SqlBool> {
  return sql`claims.claim_id in (select citation.claim_id from citations as citation
    where citation.source_id = ${source} and citation.retracted is null and ${heldAt(asOf, 'citation')})`;
}
