import type { PeriodAnswer } from '../activity/queries/per-period.js';
import type { ReviewerStatistics } from '../statistics/queries/reviewer-statistics.js';
import type { SourceStatistics } from '../statistics/queries/source-statistics.js';
import type { Query } from './ledger-client.js';
import { nameOf } from './person-name.js';
import type { Column } from './table.js';

/** What the lists of statistics hold, by the last part of their paths. */
export interface StatisticsItems {
  readonly activity: PeriodAnswer;
  readonly sources: SourceStatistics;
  readonly reviewers: ReviewerStatistics;
}

const activity: readonly Column<PeriodAnswer>[] = [
  { title: 'period', cell: (row) => row.period, width: '2025-10-14'.length, isLeft: true },
  { title: 'sources', cell: (row) => row.sourcesRegistered },
  { title: 'captures', cell: (row) => row.snapshotsCaptured },
  { title: 'claims', cell: (row) => row.claimsRecorded },
  { title: 'citations', cell: (row) => row.citationsAdded },
  { title: 'verdicts', cell: (row) => row.verdictsSubmitted },
  { title: 'findings', cell: (row) => row.findingsReached },
  { title: 'contested', cell: (row) => row.findingsContested },
  { title: 'reopened', cell: (row) => row.findingsReopened },
  {
    title: 'withdrawn',
    cell: (row) =>
      row.claimsWithdrawn + row.sourcesWithdrawn + row.citationsRetracted + row.verdictsWithdrawn,
  },
];

const citations: readonly Column<SourceStatistics>[] = [
  { title: 'cited', cell: (row) => row.citations.total },
  { title: 'makes', cell: (row) => row.citations.makes },
  { title: 'supports', cell: (row) => row.citations.supports },
  { title: 'refutes', cell: (row) => row.citations.refutes },
  { title: 'context', cell: (row) => row.citations.context },
  { title: 'altered', cell: (row) => row.citations.altered },
  { title: 'changed', cell: (row) => row.citations.changed },
  { title: 'made', cell: (row) => row.claims.made },
  { title: 'refuted', cell: (row) => row.claims.refuted },
  { title: 'withdrawn', cell: (row) => row.withdrawnSourceCount },
];

const sources: readonly Column<SourceStatistics>[] = [
  ...citations,
  {
    title: 'source',
    cell: ({ source, publisher }) =>
      [source?.title ?? '-', ...(publisher === null ? [] : [`(${publisher})`])].join(' '),
  },
];

const publishers: readonly Column<SourceStatistics>[] = [
  ...citations,
  { title: 'sources', cell: (row) => row.sourceCount },
  { title: 'publisher', cell: (row) => row.publisher ?? '-' },
];

const reviewers: readonly Column<ReviewerStatistics>[] = [
  { title: 'verdicts', cell: (row) => row.verdictCount },
  ...(['attribution', 'veracity'] as const).flatMap((question): Column<ReviewerStatistics>[] => [
    { title: question, cell: (row) => row[question].given },
    { title: 'agreed', cell: (row) => `${row[question].agreed}/${row[question].settled}` },
  ]),
  { title: 'reviewer', cell: (row) => nameOf(row.reviewer) },
];

/** The columns of a list, which depend on what was asked for. */
export function columnsOf<Name extends keyof StatisticsItems>(
  name: Name,
  { by }: Query,
): readonly Column<StatisticsItems[Name]>[] {
  const lists: {
    readonly [List in keyof StatisticsItems]: readonly Column<StatisticsItems[List]>[];
  } = { activity, sources: by === 'publisher' ? publishers : sources, reviewers };
  return lists[name];
}
