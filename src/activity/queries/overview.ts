import { sql, type Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { Question } from '../../../events/fields.js';
import {
  CLAIM_STATUSES,
  type ClaimStatus,
} from '../../../projections/claim-status/claim-status.row.js';
import { counterOf } from '../../../projections/claim-status/claim-totals.js';
import { parse } from '../../../projections/stored.js';
import { ALL } from '../../../projections/totals/totals.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { claimFacets, FacetCounts } from '../../claims/claim-counts.js';
import { Count, named } from '../../queries/answer-fields.js';
import type { AsOf, Moment } from '../../queries/as-of.js';
import { RatingCount } from '../../statistics/rating-count.js';
import { flagCounts, FlagCounts, flagsOfTotals, MOST_DUE } from './flag-counts.js';

const byStatus = named('ClaimsByStatus', {
  recorded: Count,
  'under-review': Count,
  settled: Count,
  contested: Count,
  reopened: Count,
  withdrawn: Count,
});

const QuestionCounts = named('QuestionCounts', {
  byStatus: named('QuestionsByStatus', {
    unjudged: Count,
    'under-review': Count,
    settled: Count,
    contested: Count,
    reopened: Count,
  }),
  byRating: Type.Array(RatingCount, { description: 'The standing findings.' }),
});

/** Everything that was ever recorded is counted, also what was withdrawn or retracted since. */
export const OverviewAnswer = named('Overview', {
  claims: named('ClaimCounts', {
    total: Count,
    byStatus,
    byFlag: FlagCounts,
    flagsExact: Type.Boolean({
      description: `Whether all claims were looked at for \`stale\` and \`overdue\`. False where more than ${MOST_DUE.toLocaleString('en')} are due: then it is those that were due first.`,
    }),
    topics: FacetCounts,
  }),
  questions: named('CountsByQuestion', { attribution: QuestionCounts, veracity: QuestionCounts }),
  sourceCount: Count,
  citationCount: Count,
  verdictCount: Count,
  memberCount: Count,
});
export type OverviewAnswer = Static<typeof OverviewAnswer>;

export async function overview(views: Kysely<ViewTables>, moment: Moment): Promise<OverviewAnswer> {
  const { asOf } = moment;
  const claims = await rowAt(views, 'claim_totals', ALL, asOf);
  const recorded = await rowAt(views, 'totals', ALL, asOf);
  const statuses = CLAIM_STATUSES.map((status) => [status, claims?.[counterOf(status)] ?? 0]);
  const byStatus = Object.fromEntries(statuses) as Record<ClaimStatus, number>;
  const { exact, ...flags } = await flagCounts(views, moment);
  const { topic } = await claimFacets(views, ['topic'], {}, moment);
  return {
    claims: {
      total: Object.values(byStatus).reduce((sum, n) => sum + n, 0),
      byStatus,
      byFlag: { ...flags, ...flagsOfTotals(claims) },
      flagsExact: exact,
      topics: topic!,
    },
    questions: {
      attribution: await questionCounts(views, 'attribution', asOf),
      veracity: await questionCounts(views, 'veracity', asOf),
    },
    sourceCount: recorded?.sources ?? 0,
    citationCount: recorded?.citations ?? 0,
    verdictCount: recorded?.verdicts ?? 0,
    memberCount: recorded?.members ?? 0,
  };
}

async function questionCounts(
  views: Kysely<ViewTables>,
  question: Question,
  asOf: AsOf,
): Promise<Static<typeof QuestionCounts>> {
  const row = await rowAt(views, 'question_totals', question, asOf);
  const ratings = row ? parse(row.ratings) : {};
  return {
    byStatus: {
      unjudged: row?.unjudged ?? 0,
      'under-review': row?.under_review ?? 0,
      settled: row?.settled ?? 0,
      contested: row?.contested ?? 0,
      reopened: row?.reopened ?? 0,
    },
    byRating: Object.entries(ratings).map(([rating, count]) => ({ rating, count })),
  };
}

/** The totals as they held then, by one entry of an index; undefined where there were none yet. */
async function rowAt<Table extends 'claim_totals' | 'question_totals' | 'totals'>(
  views: Kysely<ViewTables>,
  table: Table,
  subject: ViewTables[Table]['subject'],
  asOf: AsOf,
): Promise<ViewTables[Table] | undefined> {
  const held =
    asOf === undefined
      ? sql`valid_to is null`
      : 'position' in asOf
        ? sql`valid_from <= ${asOf.position} order by valid_from desc`
        : sql`valid_from_at <= ${asOf.instant} order by valid_from_at desc, valid_from desc`;
  const { rows } = await sql<ViewTables[Table]>`
    select * from ${sql.table(table)} where subject = ${subject} and ${held} limit 1`.execute(
    views,
  );
  return rows[0];
}
