import { QUESTIONS, type Question } from '../../events/fields.js';
import { integer, json, text, type RowOf } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { TOTALS_INDEXES } from '../totals/totals.projection.js';
import type { ClaimStatusRow } from './claim-status.row.js';
import type { QuestionStatus } from './question-state.js';

const columns = {
  /** The question. */
  subject: text<Question>(),
  unjudged: integer(),
  under_review: integer(),
  settled: integer(),
  contested: integer(),
  reopened: integer(),
  /** How many standing findings have each rating, by name; as many ratings as scales have. */
  ratings: json<Readonly<Record<string, number>>>(),
};
type QuestionTotals = RowOf<typeof columns>;

/** How each of the two questions stands over all claims that it can be asked of, and stood at any moment. */
export const questionTotals = sideTable({
  table: {
    name: 'question_totals',
    columns,
    key: 'subject',
    versioned: true,
    indexes: TOTALS_INDEXES,
  },
  keys: () => QUESTIONS,
});

/** @param before undefined where the claim is new */
export function moveQuestions(
  sides: SideRows,
  before: ClaimStatusRow | undefined,
  after: ClaimStatusRow,
): void {
  for (const question of QUESTIONS) {
    // An opinion is never rated for veracity.
    if (question === 'veracity' && after.needs_veracity === null) continue;
    const [gone, come] = [before && statusOf(before, question), statusOf(after, question)];
    const [lost, won] = [before && ratingOf(before, question), ratingOf(after, question)];
    if (gone === come && lost === won) continue;
    const totals = { ...(sides.get(questionTotals, question) ?? none(question)) };
    if (gone !== undefined) totals[questionCounterOf(gone)] -= 1;
    totals[questionCounterOf(come)] += 1;
    sides.put(questionTotals, { ...totals, ratings: moved(totals.ratings, lost, won) });
  }
}

export function questionCounterOf(
  status: QuestionStatus,
): Exclude<keyof QuestionTotals, 'subject' | 'ratings'> {
  return status === 'under-review' ? 'under_review' : status;
}

function statusOf(row: ClaimStatusRow, question: Question): QuestionStatus {
  return row[question]?.status ?? 'unjudged';
}

function ratingOf(row: ClaimStatusRow, question: Question): string | null {
  return row[question]?.finding?.rating ?? null;
}

function moved(
  ratings: QuestionTotals['ratings'],
  lost: string | null | undefined,
  won: string | null,
): QuestionTotals['ratings'] {
  const counts = new Map(Object.entries(ratings));
  if (lost) counts.set(lost, counts.get(lost)! - 1);
  if (won) counts.set(won, (counts.get(won) ?? 0) + 1);
  const some = [...counts].filter(([, count]) => count > 0);
  return Object.fromEntries(some.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function none(subject: Question): QuestionTotals {
  const counts = { unjudged: 0, under_review: 0, settled: 0, contested: 0, reopened: 0 };
  return { subject, ...counts, ratings: {} };
}
