import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import { beginningOf, lastInstantOf } from '../../../events/partial-date.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { AsOf } from '../../queries/as-of.js';
import type { ClaimFilter } from './claim-terms.js';

/** Outside of which no claim was recorded that is asked for; undefined where there is no bound. */
export interface Positions {
  readonly from?: Position | undefined;
  readonly to?: Position | undefined;
}

/**
 * Where in the log the claims stand that were recorded between two dates, or by some moment, so that a list
 * begins there. Day by day, since instants may go back between processes (decision 29): the claims of
 * other hours of these days are for the filter itself to leave out.
 */
export async function positionsWithin(
  views: Kysely<ViewTables>,
  { recordedFrom, recordedUntil }: Pick<ClaimFilter, 'recordedFrom' | 'recordedUntil'>,
  asOf: AsOf,
): Promise<Positions> {
  const from = recordedFrom && beginningOf(recordedFrom);
  const instants = [
    recordedUntil && lastInstantOf(recordedUntil),
    asOf && 'instant' in asOf ? asOf.instant : undefined,
  ].filter((instant) => instant !== undefined);
  const until = instants.sort()[0];
  const days = await positionsOfDays(views, from?.slice(0, 10), until?.slice(0, 10));
  if (!asOf || 'instant' in asOf) return days;
  const { position } = asOf;
  return { ...days, to: days.to === undefined || position < days.to ? position : days.to };
}

async function positionsOfDays(
  views: Kysely<ViewTables>,
  from: string | undefined,
  until: string | undefined,
): Promise<Positions> {
  if (from === undefined && until === undefined) return {};
  const row = await views
    .selectFrom('activity')
    .select(({ fn }) => [fn.min('first_claim').as('from'), fn.max('last_claim').as('to')])
    .$if(from !== undefined, (query) => query.where('day', '>=', from!))
    .$if(until !== undefined, (query) => query.where('day', '<=', until!))
    .executeTakeFirst();
  // Every position is behind the empty text: there is no such claim.
  return { from: row?.from ?? undefined, to: row?.to ?? '' };
}

export function isWithin({ from, to }: Positions, column: string): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = [];
  if (from !== undefined) conditions.push(sql`${sql.ref(column)} >= ${from}`);
  if (to !== undefined) conditions.push(sql`${sql.ref(column)} <= ${to}`);
  return conditions;
}
