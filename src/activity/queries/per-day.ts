import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, named } from '../../queries/answer-fields.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';

export const DayAnswer = named('DayOfActivity', {
  day: Type.String({ format: 'date' }),
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
export type DayAnswer = Static<typeof DayAnswer>;

export const DayPage = pageOf(DayAnswer);

/** Days in UTC (`2025-10-14`), both inclusive. */
export interface DayRange {
  readonly from?: string;
  readonly until?: string;
}

const ORDER = { position: 'activity.day', key: 'activity.day' };

/** The days on which something happened, the latest first. @throws InvalidCursorError */
export async function activityPerDay(
  views: Kysely<ViewTables>,
  request: DayRange & PageRequest,
): Promise<Page<DayAnswer>> {
  let query = views.selectFrom('activity').selectAll();
  if (request.from !== undefined) query = query.where('day', '>=', request.from);
  if (request.until !== undefined) query = query.where('day', '<=', request.until);
  return readPage(query, request, ORDER, ({ day }) => ({ position: day, key: day }), dayAnswer);
}

function dayAnswer(row: ViewTables['activity']): DayAnswer {
  return {
    day: row.day,
    sourcesRegistered: row.sources_registered,
    snapshotsCaptured: row.snapshots_captured,
    claimsRecorded: row.claims_recorded,
    citationsAdded: row.citations_added,
    verdictsSubmitted: row.verdicts_submitted,
    findingsReached: row.findings_reached,
    findingsContested: row.findings_contested,
    findingsReopened: row.findings_reopened,
    claimsWithdrawn: row.claims_withdrawn,
    sourcesWithdrawn: row.sources_withdrawn,
    citationsRetracted: row.citations_retracted,
    verdictsWithdrawn: row.verdicts_withdrawn,
  };
}
