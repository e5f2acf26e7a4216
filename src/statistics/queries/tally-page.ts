import { sql, type Kysely } from 'kysely';

import type { Counts } from '../../../projections/engine/tallies.js';
import type { TallyKind } from '../../../projections/statistics/statistics.projection.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import {
  comesAfter,
  InvalidCursorError,
  newestFirst,
  placeOf,
  rowsToRead,
  toPage,
  type Page,
  type PageRequest,
} from '../../queries/page.js';

/** What was counted of a subject. */
export interface Tally {
  readonly subject: string;
  /** Of which nothing was counted, there is no name. */
  readonly counts: Counts;
}

/**
 * `subject`: by the subject, from the last to the first; none of them moves. `most`: of which most was counted,
 * first; one that gains while somebody pages moves to the front.
 */
export type TallyOrder = 'subject' | 'most';

const ORDERS = {
  most: { position: 'tallies.weight', key: 'tallies.subject' },
  subject: { position: 'tallies.tally', key: 'tallies.tally' },
} as const;

/** A page of the tallies of a kind. @throws InvalidCursorError */
export async function tallyPage(
  views: Kysely<ViewTables>,
  kind: TallyKind,
  order: TallyOrder,
  request: PageRequest,
): Promise<Page<Tally>> {
  if (request.after !== undefined) mustBeOf(order, kind, request.after);
  const rows = await tallyQuery(views, kind, order, request).execute();
  return toPage(
    request,
    rows,
    ({ weight, tally, subject }) =>
      order === 'most' ? { position: weight, key: subject } : { position: tally, key: tally },
    (row) => ({ subject: row.subject, counts: parse(row.counts) }),
  );
}

/** One row more than the page holds, along the index of its order. */
export function tallyQuery(
  views: Kysely<ViewTables>,
  kind: TallyKind,
  order: TallyOrder,
  request: PageRequest,
) {
  const tallies = views.selectFrom('tallies').selectAll();
  // The keys of a kind begin with it and a slash, behind which comes 0.
  const ofKind =
    order === 'most'
      ? tallies.where('kind', '=', kind)
      : tallies.where('tally', '>=', `${kind}/`).where('tally', '<', `${kind}0`);
  return ofKind
    .where(comesAfter(request.after, ORDERS[order]))
    .orderBy(order === 'most' ? newestFirst(ORDERS[order]) : sql`tallies.tally desc`)
    .limit(rowsToRead(request));
}

/** Each order has cursors of its own. */
function mustBeOf(order: TallyOrder, kind: TallyKind, cursor: string): void {
  const { position } = placeOf(cursor);
  const isWeight = /^\d+$/.test(position);
  const isOfOrder = order === 'most' ? isWeight : position.startsWith(`${kind}/`);
  if (!isOfOrder) throw new InvalidCursorError();
}
