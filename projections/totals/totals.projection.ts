import { integer, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

const columns = { subject: text<Counted>(), total: integer() };
export type Counted = 'sources' | 'citations' | 'verdicts' | 'members';

/** A total as of an instant is one entry of the index, as one as of a position is of the key's. */
export const TOTALS_INDEXES = [{ columns: ['subject', 'valid_from_at', 'valid_from'] }] as const;

/** How much was ever recorded, also what was withdrawn or retracted since, and how much at any moment. */
export const totals = defineProjection({
  name: 'totals',
  version: 1,
  table: { name: 'totals', columns, key: 'subject', versioned: true, indexes: TOTALS_INDEXES },
  keys: ({ type }) => [SUBJECTS[type]],
  on: {
    SourceRegistered: another,
    CitationAdded: another,
    VerdictSubmitted: another,
    MemberEnrolled: another,
  },
});

const SUBJECTS = {
  SourceRegistered: 'sources',
  CitationAdded: 'citations',
  VerdictSubmitted: 'verdicts',
  MemberEnrolled: 'members',
} as const;

function another(before: RowOf<typeof columns> | undefined, _: unknown, subject: string) {
  return { subject: subject as Counted, total: (before?.total ?? 0) + 1 };
}
