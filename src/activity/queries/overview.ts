import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import Type, { type Static } from 'typebox';

import type { ClaimStatus } from '../../../projections/claim-status/claim-status.row.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count } from '../../queries/answer-fields.js';
import { heldAt, recordedBy, type AsOf } from '../../queries/as-of.js';

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

type Counted = 'sources' | 'citations' | 'verdicts' | 'members';

export async function overview(views: Kysely<ViewTables>, asOf?: AsOf): Promise<OverviewAnswer> {
  const statuses = await views
    .selectFrom('claim_status')
    .select(['status', (count) => count.fn.countAll<number>().as('claims')])
    .where(heldAt(asOf, 'claim_status'))
    // True of all: it leads to the index of the lists, which has the status in it, and spares the rows.
    .where('recorded_position', '>=', '')
    .groupBy('status')
    .execute();
  const claims = { ...NO_CLAIMS };
  for (const { status, claims: n } of statuses) claims[status] = n;
  return {
    claims: { total: Object.values(claims).reduce((sum, n) => sum + n, 0), byStatus: claims },
    sources: await count(views, 'sources', heldAt(asOf, 'sources')),
    citations: await count(views, 'citations', heldAt(asOf, 'citations')),
    verdicts: await count(views, 'verdicts', recordedBy(asOf, 'verdicts', 'recorded_at')),
    members: await count(views, 'members', recordedBy(asOf, 'members', 'enrolled_at')),
  };
}

const NO_CLAIMS: Record<ClaimStatus, number> = {
  recorded: 0,
  'under-review': 0,
  settled: 0,
  contested: 0,
  reopened: 0,
  withdrawn: 0,
};

async function count(
  views: Kysely<ViewTables>,
  table: Counted,
  condition: RawBuilder<SqlBool>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${sql.table(table)} where ${condition}
  `.execute(views);
  return rows[0]?.n ?? 0;
}
