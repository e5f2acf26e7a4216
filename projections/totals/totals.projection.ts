import { integer, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

/** The key of the one row of a table of totals. */
export const ALL = 'all';

/** One as of an instant is one entry of it, as one as of a position is of the key's. */
export const TOTALS_INDEXES = [{ columns: ['subject', 'valid_from_at', 'valid_from'] }] as const;

const columns = {
  subject: text<typeof ALL>(),
  sources: integer(),
  citations: integer(),
  verdicts: integer(),
  members: integer(),
};
type TotalsRow = RowOf<typeof columns>;

/** How much was ever recorded, also what was withdrawn or retracted since, and how much at any moment. */
export const totals = defineProjection({
  name: 'totals',
  version: 1,
  table: {
    name: 'totals',
    columns,
    key: 'subject',
    versioned: true,
    clustered: true,
    indexes: TOTALS_INDEXES,
  },
  keys: () => [ALL],
  on: {
    SourceRegistered: another('sources'),
    CitationAdded: another('citations'),
    VerdictSubmitted: another('verdicts'),
    MemberEnrolled: another('members'),
  },
});

function another(counter: Exclude<keyof TotalsRow, 'subject'>) {
  return (before: TotalsRow = NOTHING): TotalsRow => ({
    ...before,
    [counter]: before[counter] + 1,
  });
}

const NOTHING: TotalsRow = { subject: ALL, sources: 0, citations: 0, verdicts: 0, members: 0 };
