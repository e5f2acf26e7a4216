import { sql, type Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, named } from '../../queries/answer-fields.js';
import type { Moment } from '../../queries/as-of.js';

/** So many claims that are due are looked at: counting all would take ever longer. */
export const MOST_DUE = 5_000;

const ofNow = Type.Union([Count, Type.Null()], {
  description: 'Null with `asOf`: it is counted of now alone.',
});

/** A claim may have several flags. */
export const FlagCounts = named('ClaimsByFlag', {
  stale: ofNow,
  overdue: ofNow,
  'evidence-withdrawn': ofNow,
  'single-origin': ofNow,
  unanchored: Count,
  'quote-changed': Count,
});

type OfNow = Omit<Static<typeof FlagCounts>, 'unanchored' | 'quote-changed'>;

/** The flags that the clock and other streams decide on; of earlier moments no index tells how many had them. */
export async function flagCounts(
  views: Kysely<ViewTables>,
  { asOf, now }: Moment,
  most = MOST_DUE,
): Promise<OfNow & { readonly exact: boolean }> {
  if (asOf) {
    const unknown = { stale: null, overdue: null };
    return { ...unknown, 'evidence-withdrawn': null, 'single-origin': null, exact: true };
  }
  const kept = await views.selectFrom('flag_tallies').select(['subject', 'counts']).execute();
  const counts = new Map(kept.map((row) => [row.subject, parse(row.counts)['claims']]));
  const { stale, overdue, due } = await dueCounts(views, now, most);
  return {
    stale,
    overdue,
    'evidence-withdrawn': counts.get('evidence-withdrawn') ?? 0,
    'single-origin': counts.get('single-origin') ?? 0,
    exact: due <= most,
  };
}

/** Counts along the index of what is due, what was due first, first. */
async function dueCounts(views: Kysely<ViewTables>, now: string, most: number) {
  const { rows } = await sql<Record<'stale' | 'overdue' | 'due', number | string>>`
    select count(*) as due,
      count(case when expires <= ${now} then 1 end) as stale,
      count(case when resolves_by <= ${now} and veracity_rating is null then 1 end) as overdue
    from (
      select expires, resolves_by, veracity_rating from claim_status
      where valid_to is null and due <= ${now} order by due, claim_id limit ${most + 1}
    ) as soonest`.execute(views);
  const [row] = rows;
  return {
    stale: Number(row?.stale ?? 0),
    overdue: Number(row?.overdue ?? 0),
    due: Number(row?.due ?? 0),
  };
}

/** The flags that a claim's own stream decides on, from the totals of any moment. */
export function flagsOfTotals(
  totals: ViewTables['claim_totals'] | undefined,
): Pick<Static<typeof FlagCounts>, 'unanchored' | 'quote-changed'> {
  return {
    unanchored: totals?.unanchored ?? 0,
    'quote-changed': totals?.quote_changed ?? 0,
  };
}
