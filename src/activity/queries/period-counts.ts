import { sql, type Kysely } from 'kysely';

import { activityCounters } from '../../../projections/activity/activity.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import type { Period } from './periods.js';

type Counter = keyof typeof activityCounters;

const COUNTERS = Object.keys(activityCounters) as Counter[];

/** What was counted in a period. */
export type PeriodCounts = Record<Counter, number>;

/** Days in UTC, or quarters of an hour, from one up to before another. */
interface Stretch {
  readonly period: string;
  readonly from: string;
  readonly to: string;
}

/**
 * What happened in each period, by its first day; those in which nothing did are left out. Two queries: one
 * for the whole days in UTC, and one for the quarters of an hour at the ends of periods, which are few.
 */
export async function countsOf(
  views: Kysely<ViewTables>,
  periods: readonly Period[],
): Promise<Map<string, PeriodCounts>> {
  const days: Stretch[] = [];
  const quarters: Stretch[] = [];
  for (const period of periods) divide(period, days, quarters);
  const counts = new Map<string, PeriodCounts>();
  for (const row of [
    ...(await sumsOver(views, 'activity', days)),
    ...(await sumsOver(views, 'activity_quarters', quarters)),
  ]) {
    const known = counts.get(row.period);
    const sums = COUNTERS.map((name) => [name, (known?.[name] ?? 0) + Number(row[name])] as const);
    counts.set(row.period, Object.fromEntries(sums) as PeriodCounts);
  }
  return counts;
}

/** Divides a period into the whole days in UTC that it has, and what is left at its ends. */
function divide({ firstDay, begins, ends }: Period, days: Stretch[], quarters: Stretch[]): void {
  const first = dayFrom(begins);
  const last = ends.slice(0, 10);
  if (first >= last) {
    addQuarters(quarters, firstDay, begins, ends);
    return;
  }
  days.push({ period: firstDay, from: first, to: last });
  addQuarters(quarters, firstDay, begins, first);
  addQuarters(quarters, firstDay, last, ends);
}

/** The first day in UTC that begins at the instant or behind it. */
function dayFrom(instant: string): string {
  const DAY_MS = 86_400_000;
  return new Date(Math.ceil(Date.parse(instant) / DAY_MS) * DAY_MS).toISOString().slice(0, 10);
}

/** @param from an instant, or a day that begins then; as `to` */
function addQuarters(quarters: Stretch[], period: string, from: string, to: string): void {
  const [begins, ends] = [from, to].map((each) => `${each}T00:00`.slice(0, 16)) as [string, string];
  if (begins < ends) quarters.push({ period, from: begins, to: ends });
}

const KEYS = { activity: 'day', activity_quarters: 'quarter' } as const;

type Sums = { readonly period: string } & Readonly<Record<Counter, number | string>>;

async function sumsOver(
  views: Kysely<ViewTables>,
  table: keyof typeof KEYS,
  stretches: readonly Stretch[],
): Promise<Sums[]> {
  if (stretches.length === 0) return [];
  const key = sql.ref(`counted.${KEYS[table]}`);
  const values = stretches.map(({ period, from, to }) => sql`(${period}, ${from}, ${to})`);
  const sums = COUNTERS.map((name) => sql`sum(${sql.ref(`counted.${name}`)}) as ${sql.ref(name)}`);
  // A cross join has SQLite go from the stretches to the rows.
  const { rows } = await sql<Sums>`
    with stretch (period, since, until) as (values ${sql.join(values)})
    select stretch.period, ${sql.join(sums)}
    from stretch cross join ${sql.table(table)} as counted
    where ${key} >= stretch.since and ${key} < stretch.until
    group by stretch.period
  `.execute(views);
  return rows;
}
