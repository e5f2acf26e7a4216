import { anyMember } from '../access/route-access.js';
import { Choice } from '../http/fields.js';
import { invalid } from '../http/problem.js';
import type { Moment } from '../queries/as-of.js';
import { CurrentList } from '../queries/reading.dto.js';
import { defineList } from '../routes/read.js';
import { ledgerReview } from './queries/ledger-review.js';
import { reviewerStatistics, ReviewerStatisticsPage } from './queries/reviewer-statistics.js';
import {
  SOURCE_GROUPS,
  sourceStatistics,
  SourceStatisticsPage,
  type SourceGroup,
} from './queries/source-statistics.js';
import type { TallyOrder } from './queries/tally-page.js';

const SOURCE_ORDERS = ['id', 'cited'] as const;
const REVIEWER_ORDERS = ['id', 'verdicts'] as const;

const ordersOf = (most: string) =>
  `\`id\` where it is left out: by id, or name, from the last to the first; what is registered later has a later id. \`${most}\`: most of them first. What gains while somebody pages then moves to the front, so that the beginning must be read again: not an order of the whole list as NDJSON or CSV.`;

export class SourceStatisticsQuery extends CurrentList {
  @Choice(SOURCE_GROUPS, {
    optional: true,
    description:
      'Whether each source is counted by itself, as where it is left out, or each publisher with all its sources.',
  })
  by?: SourceGroup;

  @Choice(SOURCE_ORDERS, { optional: true, description: ordersOf('cited') })
  order?: (typeof SOURCE_ORDERS)[number];
}

export class ReviewerStatisticsQuery extends CurrentList {
  @Choice(REVIEWER_ORDERS, { optional: true, description: ordersOf('verdicts') })
  order?: (typeof REVIEWER_ORDERS)[number];
}

const NOW_ALONE =
  'Counters are of now: `asOf` is not taken, since nearly every event changes some of them.';

export const statisticsReads = [
  defineList({
    name: 'listSourceStatistics',
    route: 'GET /v1/stats/sources',
    summary: 'Sources or publishers in numbers',
    description: `How often each source, or each publisher, is cited and with which stance, how many of the claims that it makes were refuted, how many of its sources were withdrawn, and how many quotes were altered or have changed since. Citations that were retracted, and those of withdrawn claims, do not count. ${NOW_ALONE}`,
    query: SourceStatisticsQuery,
    answer: SourceStatisticsPage,
    list: ({ views, filter: { by = 'source', order }, moment }, page) =>
      sourceStatistics(views, by, orderFor(order, moment), page),
  }),
  defineList({
    name: 'listReviewerStatistics',
    route: 'GET /v1/stats/reviewers',
    summary: 'Reviewers in numbers',
    description: `What each reviewer gave, how often it agrees with the finding, and how long findings took in which they had a part; beside the first page, in \`ledger\`, the same of the whole ledger, with how far reviewers agree with one another: Krippendorff's alpha, nominal over all ratings, and ordinal over those that have a value on the scale of the policy in force (null where none has; ratings off the scale are left out of it). Agreement is told of questions with a standing finding alone, so that nothing shows of those still open; the contested ones that this leaves out would lower it. ${NOW_ALONE}`,
    access: anyMember,
    query: ReviewerStatisticsQuery,
    answer: ReviewerStatisticsPage,
    list: ({ views, filter: { order }, moment }, page) =>
      reviewerStatistics(views, orderFor(order, moment), page),
    withFirstPage: async ({ views }) => ({ ledger: await ledgerReview(views) }),
  }),
];

/** @throws Problem for an order in which the whole list, which is read at one moment held fast, would move */
function orderFor(order: 'id' | 'cited' | 'verdicts' | undefined, { asOf }: Moment): TallyOrder {
  if (order === undefined || order === 'id') return 'subject';
  if (asOf) throw invalid('/order', 'must be id of a whole list as NDJSON or CSV');
  return 'most';
}
