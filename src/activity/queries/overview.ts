import { sql, type Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import {
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../../projections/claim-status/claim-status.row.js';
import type { Counted } from '../../../projections/totals/totals.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count } from '../../queries/answer-fields.js';
import type { AsOf } from '../../queries/as-of.js';

const byStatus = Type.Object({
  recorded: Count,
  'under-review': Count,
  settled: Count,
  contested: Count,
  reopened: Count,
  withdrawn: Count,
});

/** Everything that was ever recorded is counted, also what was withdrawn or retracted since. */
export const OverviewAnswer = Type.Object({
  claims: Type.Object({ total: Count, byStatus }),
  sources: Count,
  citations: Count,
  verdicts: Count,
  members: Count,
});
export type OverviewAnswer = Static<typeof OverviewAnswer>;

export async function overview(views: Kysely<ViewTables>, asOf?: AsOf): Promise<OverviewAnswer> {
  const byStatus: Record<ClaimStatus, number> = {
    recorded: 0,
    'under-review': 0,
    settled: 0,
    contested: 0,
    reopened: 0,
    withdrawn: 0,
  };
  for (const status of CLAIM_STATUSES) {
    byStatus[status] = await totalAt(views, 'claim_totals', status, asOf);
  }
  const total = Object.values(byStatus).reduce((sum, n) => sum + n, 0);
  const count = (subject: Counted) => totalAt(views, 'totals', subject, asOf);
  return {
    claims: { total, byStatus },
    sources: await count('sources'),
    citations: await count('citations'),
    verdicts: await count('verdicts'),
    members: await count('members'),
  };
}

/** The total as it held then, by one entry of an index; 0 where there was none yet. */
async function totalAt(
  views: Kysely<ViewTables>,
  table: 'claim_totals' | 'totals',
  subject: string,
  asOf: AsOf,
): Promise<number> {
  const held =
    asOf === undefined
      ? sql`valid_to is null`
      : 'position' in asOf
        ? sql`valid_from <= ${asOf.position} order by valid_from desc`
        : sql`valid_from_at <= ${asOf.instant} order by valid_from_at desc, valid_from desc`;
  const { rows } = await sql<{ total: number }>`
    select total from ${sql.table(table)} where subject = ${subject} and ${held} limit 1`.execute(
    views,
  );
  return rows[0]?.total ?? 0;
}
