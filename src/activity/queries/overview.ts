import { sql, type Kysely } from 'kysely';
import type { Static } from 'typebox';

import {
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../../projections/claim-status/claim-status.row.js';
import { counterOf } from '../../../projections/claim-status/claim-totals.js';
import { ALL } from '../../../projections/totals/totals.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, named } from '../../queries/answer-fields.js';
import type { AsOf } from '../../queries/as-of.js';

const byStatus = named('ClaimsByStatus', {
  recorded: Count,
  'under-review': Count,
  settled: Count,
  contested: Count,
  reopened: Count,
  withdrawn: Count,
});

/** Everything that was ever recorded is counted, also what was withdrawn or retracted since. */
export const OverviewAnswer = named('Overview', {
  claims: named('ClaimCounts', { total: Count, byStatus }),
  sourceCount: Count,
  citationCount: Count,
  verdictCount: Count,
  memberCount: Count,
});
export type OverviewAnswer = Static<typeof OverviewAnswer>;

export async function overview(views: Kysely<ViewTables>, asOf?: AsOf): Promise<OverviewAnswer> {
  const claims = await rowAt(views, 'claim_totals', asOf);
  const recorded = await rowAt(views, 'totals', asOf);
  const statuses = CLAIM_STATUSES.map((status) => [status, claims?.[counterOf(status)] ?? 0]);
  const byStatus = Object.fromEntries(statuses) as Record<ClaimStatus, number>;
  return {
    claims: { total: Object.values(byStatus).reduce((sum, n) => sum + n, 0), byStatus },
    sourceCount: recorded?.sources ?? 0,
    citationCount: recorded?.citations ?? 0,
    verdictCount: recorded?.verdicts ?? 0,
    memberCount: recorded?.members ?? 0,
  };
}

/** The totals as they held then, by one entry of an index; undefined where there were none yet. */
async function rowAt<Table extends 'claim_totals' | 'totals'>(
  views: Kysely<ViewTables>,
  table: Table,
  asOf: AsOf,
): Promise<ViewTables[Table] | undefined> {
  const held =
    asOf === undefined
      ? sql`valid_to is null`
      : 'position' in asOf
        ? sql`valid_from <= ${asOf.position} order by valid_from desc`
        : sql`valid_from_at <= ${asOf.instant} order by valid_from_at desc, valid_from desc`;
  const { rows } = await sql<ViewTables[Table]>`
    select * from ${sql.table(table)} where subject = ${ALL} and ${held} limit 1`.execute(views);
  return rows[0];
}
