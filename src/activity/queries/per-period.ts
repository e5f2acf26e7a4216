import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { isPartialDate } from '../../../events/partial-date.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, named } from '../../queries/answer-fields.js';
import {
  InvalidCursorError,
  limitOf,
  pageOf,
  placeOf,
  toPage,
  type Page,
  type PageRequest,
} from '../../queries/page.js';
import { countsOf, type PeriodCounts } from './period-counts.js';
import { Periods, type Interval, type Period } from './periods.js';

export const PeriodAnswer = named('PeriodOfActivity', {
  day: Type.String({ format: 'date', description: 'The first day of the period.' }),
  period: Type.String({
    description: 'The day, week or month: `2025-10-14`, `2025-W42`, `2025-10`.',
  }),
  beginsAt: Type.String({
    format: 'date-time',
    description: 'What was recorded from here on is counted.',
  }),
  endsAt: Type.String({ format: 'date-time', description: 'What was recorded before is counted.' }),
  sourcesRegistered: Count,
  snapshotsCaptured: Count,
  claimsRecorded: Count,
  citationsAdded: Count,
  verdictsSubmitted: Count,
  findingsReached: Count,
  findingsContested: Count,
  findingsReopened: Count,
  claimsWithdrawn: Count,
  sourcesWithdrawn: Count,
  citationsRetracted: Count,
  verdictsWithdrawn: Count,
});
export type PeriodAnswer = Static<typeof PeriodAnswer>;

export const PeriodPage = pageOf(PeriodAnswer);

export interface ActivityRequest extends PageRequest {
  /** `day` where it is left out. */
  readonly interval?: Interval;
  /** A name of the IANA database, such as `Europe/Berlin`; UTC where it is left out. */
  readonly timeZone?: string;
  /** Days in the zone (`2025-10-14`), both inclusive. */
  readonly from?: string;
  readonly until?: string;
}

/** From an instant on up to before another. */
interface Range {
  readonly from: string;
  readonly to: string;
}

/** No period shares its time with more days in UTC than this. */
const MOST_DAYS: Readonly<Record<Interval, number>> = { day: 3, week: 9, month: 33 };

/**
 * The periods in which something happened, the latest first. Whole days in UTC are added up from
 * `activity`, and the ends of a period from the quarters of an hour: what is read depends on the page.
 *
 * @throws InvalidCursorError
 */
export async function activityPerPeriod(
  views: Kysely<ViewTables>,
  { interval = 'day', timeZone = 'UTC', ...request }: ActivityRequest,
): Promise<Page<PeriodAnswer>> {
  const periods = new Periods(interval, timeZone);
  const range = rangeOf(request, periods);
  // One of its days may lie before the range, and one behind it.
  const most = (limitOf(request) + 1) * MOST_DAYS[interval] + 2;
  const days = await daysWithin(views, range, most);
  const within = periodsOf(days, periods)
    .map((period) => ({ ...period, ...clipped(period, range) }))
    .filter(({ begins, ends }) => begins < ends);
  const counts = await countsOf(views, within);
  const rows = within.flatMap((period) => {
    const counted = counts.get(period.firstDay);
    return counted ? [answer(period, counted)] : [];
  });
  return toPage(
    request,
    rows.slice(0, limitOf(request) + 1),
    ({ day }) => ({ position: day, key: day }),
    (row) => row,
  );
}

const [EVER, NEVER] = ['0000', '9999'];

function rangeOf({ from, until, after }: ActivityRequest, periods: Periods): Range {
  const begins = from === undefined ? EVER : periods.beginningOf(from);
  const ends = until === undefined ? NEVER : periods.endOf(until);
  if (after === undefined) return { from: begins, to: ends };
  const { position: day } = placeOf(after);
  if (day.length !== 10 || !isPartialDate(day)) throw new InvalidCursorError();
  const { begins: behind } = periods.of(day);
  return { from: begins, to: behind < ends ? behind : ends };
}

function clipped({ begins, ends }: Period, { from, to }: Range): Pick<Period, 'begins' | 'ends'> {
  return { begins: begins > from ? begins : from, ends: ends < to ? ends : to };
}

/** The days in UTC on which something happened, the latest first. */
async function daysWithin(
  views: Kysely<ViewTables>,
  { from, to }: Range,
  limit: number,
): Promise<string[]> {
  const rows = await views
    .selectFrom('activity')
    .select('day')
    .where('day', '>=', from.slice(0, 10))
    .where('day', '<=', to.slice(0, 10))
    .orderBy('day', 'desc')
    .limit(limit)
    .execute();
  return rows.map(({ day }) => day);
}

/** The periods that share their time with days in UTC, which come latest first. */
function periodsOf(days: readonly string[], periods: Periods): Period[] {
  const found: Period[] = [];
  for (const day of days) {
    const dayBegins = `${day}T00:00:00.000Z`;
    const dayEnds = `${day}T23:59:59.999Z`;
    let period = found.at(-1);
    if (!period || period.begins > dayEnds) {
      period = periods.at(dayEnds);
      found.push(period);
    }
    while (period.begins > dayBegins) {
      period = periods.at(justBefore(period.begins));
      found.push(period);
    }
  }
  return found;
}

function justBefore(instant: string): string {
  return new Date(Date.parse(instant) - 1).toISOString();
}

function answer({ name, firstDay, begins, ends }: Period, counts: PeriodCounts): PeriodAnswer {
  return {
    day: firstDay,
    period: name,
    beginsAt: begins,
    endsAt: ends,
    sourcesRegistered: counts.sources_registered,
    snapshotsCaptured: counts.snapshots_captured,
    claimsRecorded: counts.claims_recorded,
    citationsAdded: counts.citations_added,
    verdictsSubmitted: counts.verdicts_submitted,
    findingsReached: counts.findings_reached,
    findingsContested: counts.findings_contested,
    findingsReopened: counts.findings_reopened,
    claimsWithdrawn: counts.claims_withdrawn,
    sourcesWithdrawn: counts.sources_withdrawn,
    citationsRetracted: counts.citations_retracted,
    verdictsWithdrawn: counts.verdicts_withdrawn,
  };
}
