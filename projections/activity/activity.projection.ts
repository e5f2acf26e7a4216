import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { integer, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

const columns = {
  /** `2025-10-14`, in UTC. */
  day: text(),
  sources_registered: integer(),
  snapshots_captured: integer(),
  claims_recorded: integer(),
  citations_added: integer(),
  verdicts_submitted: integer(),
  findings_reached: integer(),
  findings_contested: integer(),
  findings_reopened: integer(),
  claims_withdrawn: integer(),
  sources_withdrawn: integer(),
  citations_retracted: integer(),
  verdicts_withdrawn: integer(),
};
type ActivityRow = RowOf<typeof columns>;

/** What happened on each day. */
export const activity = defineProjection({
  name: 'activity',
  version: 1,
  table: { name: 'activity', columns, key: 'day' },
  keys: (event) => [event.metadata.recordedAt.slice(0, 10)],
  on: {
    SourceRegistered: counted('sources_registered'),
    SnapshotCaptured: counted('snapshots_captured'),
    ClaimRecorded: counted('claims_recorded'),
    CitationAdded: counted('citations_added'),
    VerdictSubmitted: counted('verdicts_submitted'),
    FindingReached: counted('findings_reached'),
    FindingContested: counted('findings_contested'),
    FindingReopened: counted('findings_reopened'),
    ClaimWithdrawn: counted('claims_withdrawn'),
    SourceWithdrawn: counted('sources_withdrawn'),
    CitationRetracted: counted('citations_retracted'),
    VerdictWithdrawn: counted('verdicts_withdrawn'),
  },
});

function counted(column: Exclude<keyof ActivityRow, 'day'>) {
  return (before: ActivityRow | undefined, _: RecordedLedgerEvent, day: string): ActivityRow => {
    const row = { ...(before ?? nothingYet(day)) };
    row[column] += 1;
    return row;
  };
}

function nothingYet(day: string): ActivityRow {
  const zeros = Object.keys(columns).map((column) => [column, 0] as const);
  return { ...(Object.fromEntries(zeros) as Omit<ActivityRow, 'day'>), day };
}
