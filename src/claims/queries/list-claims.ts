import { sql, type Kysely } from 'kysely';
import Type from 'typebox';

import type { ViewTables } from '../../../projections/view-tables.js';
import { policyInForce } from '../../policy/policy-in-force.js';
import { named } from '../../queries/answer-fields.js';
import { instantOf, type Moment } from '../../queries/as-of.js';
import {
  cursorOf,
  InvalidCursorError,
  limitOf,
  pageOf,
  placeOf,
  type Page,
  type PageRequest,
  type Place,
} from '../../queries/page.js';
import {
  ANSWER_COLUMNS,
  ClaimAnswer,
  claimAnswer,
  withAllElse,
  type AnswerRow,
} from './claim-answer.js';
import { ClaimFacets } from './claim-facets.js';
import { flagsOf } from './claim-flags.js';
import { FEW, Search, type ClaimOrder, type Stretch } from './claim-search.js';
import type { ClaimFilter } from './claim-terms.js';

export const ClaimPage = named('ClaimPage', {
  ...pageOf(ClaimAnswer).properties,
  facets: Type.Optional(ClaimFacets),
});

export interface ClaimListRequest extends ClaimFilter, PageRequest {
  /** `newest` where it is left out; as of a moment, the others but `oldest` are not there. */
  readonly order?: ClaimOrder;
}

/** How much work a page may make. */
export interface PageBounds {
  /** Up to so many claims are sorted instead of gone along. */
  readonly few: number;
  /** How many more claims are looked at each time that those before were not enough. */
  readonly lookedAt: readonly number[];
  /** The same where SQL does not tell what is asked for, and the rows must be worked out. */
  readonly workedOut: readonly number[];
}

const BOUNDS: PageBounds = {
  few: FEW,
  lookedAt: [500, 2_500, 7_000],
  workedOut: Array.from({ length: 10 }, () => 200),
};

const sumOf = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count);

export const MOST_LOOKED_AT = sumOf(BOUNDS.lookedAt);
export const MOST_WORKED_OUT = sumOf(BOUNDS.workedOut);

/**
 * A page may be short or even empty while another one follows, where several filters together leave few of
 * many claims: at most {@link MOST_LOOKED_AT} are looked at for it.
 *
 * @throws InvalidCursorError
 */
export async function listClaims(
  views: Kysely<ViewTables>,
  { order = 'newest', after, limit, ...filter }: ClaimListRequest,
  moment: Moment,
  bounds: PageBounds = BOUNDS,
): Promise<Page<ClaimAnswer>> {
  const { items, next } = await rowsOfPage(views, filter, order, { after, limit }, moment, bounds);
  const policy = await policyInForce(views, moment.asOf);
  const instant = instantOf(moment);
  return { items: items.map((row) => claimAnswer(row, instant, policy)), next };
}

async function rowsOfPage(
  views: Kysely<ViewTables>,
  filter: ClaimFilter,
  order: ClaimOrder,
  { after, limit: asked }: PageRequest,
  moment: Moment,
  { few, lookedAt, workedOut }: PageBounds,
): Promise<Page<AnswerRow>> {
  const limit = limitOf({ limit: asked });
  const search = await Search.for(views, filter, order, moment, few);
  // As of a moment, a condition tells only whether a claim may be of single origin.
  const sought = isWorkedOut(filter, moment) ? new Set(filter.flag) : undefined;
  const found: AnswerRow[] = [];
  let from = after === undefined ? undefined : placeIn(order, after);
  for (const count of search.isExact ? [Infinity] : sought ? workedOut : lookedAt) {
    const upTo = Number.isFinite(count) ? await search.placeBehind(views, from, count) : undefined;
    const most = sought ? few : limit + 1 - found.length;
    const rows = await answerRows(views, search, { after: from, upTo }, most, moment);
    found.push(...(sought ? rows.filter((row) => hasAny(row, sought, moment)) : rows));
    if (found.length > limit) {
      const shown = found.slice(0, limit);
      return { items: shown, next: cursorIn(order, placeOfRow(order, shown.at(-1)!)) };
    }
    if (!upTo) return { items: found, next: null };
    from = upTo;
  }
  return { items: found, next: cursorIn(order, from!) };
}

/** Whether flags are asked for of which rows do not tell whether a claim had them. */
export function isWorkedOut({ flag }: ClaimFilter, { asOf }: Moment): boolean {
  return asOf !== undefined && flag !== undefined && flag.includes('single-origin');
}

function hasAny(row: AnswerRow, flags: ReadonlySet<string>, moment: Moment): boolean {
  return flagsOf(row, instantOf(moment)).some((flag) => flags.has(flag));
}

async function answerRows(
  views: Kysely<ViewTables>,
  search: Search,
  stretch: Stretch,
  limit: number,
  moment: Moment,
): Promise<AnswerRow[]> {
  const found = search.select(['claim_status.row_id'], stretch, limit);
  const rows = await views
    .selectFrom('claims')
    .innerJoin('claim_status', 'claim_status.claim_id', 'claims.claim_id')
    .select(ANSWER_COLUMNS)
    .where('claim_status.row_id', 'in', sql<number>`(${found})`)
    .orderBy(search.inListOrder)
    .execute();
  return withAllElse(views, rows, moment.asOf);
}

function placeOfRow(order: ClaimOrder, row: AnswerRow): Place {
  const positions = {
    newest: row.recorded_position,
    oldest: row.recorded_position,
    due: row.due,
    changed: row.valid_from,
  };
  return { position: positions[order], key: row.claim_id };
}

/** A cursor says which order it is of, so that it is none of another one. */
function cursorIn(order: ClaimOrder, { position, key }: Place): string {
  return cursorOf({ position: order === 'newest' ? position : `${order} ${position}`, key });
}

/** @throws InvalidCursorError */
function placeIn(order: ClaimOrder, cursor: string): Place {
  const { position, key } = placeOf(cursor);
  const prefix = order === 'newest' ? '' : `${order} `;
  const rest = position.slice(prefix.length);
  if (!position.startsWith(prefix) || rest.includes(' ')) throw new InvalidCursorError();
  return { position: rest, key };
}
