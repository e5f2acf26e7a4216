import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { integer, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

const counters = {
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

const columns = {
  /** `2025-10-14`, in UTC. */
  day: text(),
  ...counters,
  /** The least and the greatest position at which a claim was recorded on that day. */
  first_claim: nullable(text()),
  last_claim: nullable(text()),
};
type ActivityRow = RowOf<typeof columns>;

/** What happened on each day. */
export const activity = defineProjection({
  name: 'activity',
  version: 2,
  table: { name: 'activity', columns, key: 'day' },
  keys: (event) => [event.metadata.recordedAt.slice(0, 10)],
  on: {
    SourceRegistered: counted('sources_registered'),
    SnapshotCaptured: counted('snapshots_captured'),
    ClaimRecorded(before, event, day) {
      const row = oneMore(before, 'claims_recorded', day);
      // Events come in the order of their positions.
      return { ...row, first_claim: row.first_claim ?? event.position, last_claim: event.position };
    },
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

type Counter = keyof typeof counters;

function counted(counter: Counter) {
  return (before: ActivityRow | undefined, _: RecordedLedgerEvent, day: string): ActivityRow =>
    oneMore(before, counter, day);
}

function oneMore(before: ActivityRow | undefined, counter: Counter, day: string): ActivityRow {
  const row = { ...(before ?? nothingYet(day)) };
  row[counter] += 1;
  return row;
}

function nothingYet(day: string): ActivityRow {
  const zeros = Object.keys(counters).map((counter) => [counter, 0] as const);
  const counted = Object.fromEntries(zeros) as Record<Counter, number>;
  return { day, ...counted, first_claim: null, last_claim: null };
}
