import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { Question } from '../../../events/fields.js';
import type { Counts } from '../../../projections/engine/tallies.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, named, nullable } from '../../queries/answer-fields.js';
import { pageOf, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person } from '../../queries/person.js';
import { bucketsIn, medianOf } from '../durations/duration-histogram.js';
import { MedianSeconds, LedgerReview } from './ledger-review.js';
import { tallyPage, type Tally, type TallyOrder } from './tally-page.js';

const ofQuestion = named('ReviewerOnQuestion', {
  given: Type.Integer({
    minimum: 0,
    description: 'All that they ever gave, also those that were replaced or withdrawn.',
  }),
  counting: Type.Integer({
    minimum: 0,
    description:
      'Those that count: neither replaced nor withdrawn, with none of their evidence retracted, on claims that were not withdrawn.',
  }),
  settled: Type.Integer({
    minimum: 0,
    description: 'Those of them on questions that have a standing finding.',
  }),
  agreed: Type.Integer({
    minimum: 0,
    description: 'Those of them with the rating of the finding.',
  }),
  agreement: nullable(
    Type.Number({
      minimum: 0,
      maximum: 1,
      description: '`agreed` of `settled`; null where nothing that they judged is settled.',
    }),
  ),
  medianSecondsToFinding: MedianSeconds,
});

export const ReviewerStatistics = named('ReviewerStatistics', {
  reviewer: Person,
  verdictCount: Count,
  attribution: ofQuestion,
  veracity: ofQuestion,
});
export type ReviewerStatistics = Static<typeof ReviewerStatistics>;

export const ReviewerStatisticsPage = named('ReviewerStatisticsPage', {
  ...pageOf(ReviewerStatistics).properties,
  ledger: Type.Optional(LedgerReview),
});

/** Whoever has given a verdict, with what was counted of them. @throws InvalidCursorError */
export async function reviewerStatistics(
  views: Kysely<ViewTables>,
  order: TallyOrder,
  request: PageRequest,
): Promise<Page<ReviewerStatistics>> {
  const { items, next } = await tallyPage(views, 'reviewer', order, request);
  return { items: items.map(shown), next };
}

function shown({ subject, counts }: Tally): ReviewerStatistics {
  return {
    reviewer: person(subject),
    verdictCount: counts['verdicts'] ?? 0,
    attribution: onQuestion(counts, 'attribution'),
    veracity: onQuestion(counts, 'veracity'),
  };
}

function onQuestion(counts: Counts, question: Question): Static<typeof ofQuestion> {
  const of = (name: string) => counts[`${name}:${question}`] ?? 0;
  const [settled, agreed] = [of('settled'), of('agreed')];
  return {
    given: of('given'),
    counting: of('counting'),
    settled,
    agreed,
    agreement: settled === 0 ? null : agreed / settled,
    medianSecondsToFinding: medianOf(bucketsIn(counts, `took:${question}:`)),
  };
}
