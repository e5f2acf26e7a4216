import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { integer, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { sideTable, type SideRows } from '../engine/side-table.js';

export const activityCounters = {
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
type Counter = keyof typeof activityCounters;

const columns = {
  /** `2025-10-14`, in UTC. */
  day: text(),
  ...activityCounters,
  /** The least and the greatest position at which a claim was recorded on that day. */
  first_claim: nullable(text()),
  last_claim: nullable(text()),
};
type ActivityRow = RowOf<typeof columns>;

/**
 * The same in every quarter of an hour in which something happened: the days of all time zones that are in
 * use begin at one.
 */
export const activityQuarters = sideTable({
  table: {
    name: 'activity_quarters',
    columns: {
      /** `2025-10-14T08:15`, in UTC. */
      quarter: text(),
      ...activityCounters,
    },
    key: 'quarter',
  },
  keys: ({ metadata }) => [quarterOf(metadata.recordedAt)],
});

/** What happened on each day. */
export const activity = defineProjection({
  name: 'activity',
  version: 3,
  table: { name: 'activity', columns, key: 'day' },
  sides: [activityQuarters],
  keys: (event) => [event.metadata.recordedAt.slice(0, 10)],
  on: {
    SourceRegistered: counted('sources_registered'),
    SnapshotCaptured: counted('snapshots_captured'),
    ClaimRecorded(before, event, day, sides) {
      const row = counted('claims_recorded')(before, event, day, sides);
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

function quarterOf(instant: string): string {
  const minutes = Math.floor(Number(instant.slice(14, 16)) / 15) * 15;
  return `${instant.slice(0, 14)}${String(minutes).padStart(2, '0')}`;
}

function counted(counter: Counter) {
  return (
    before: ActivityRow | undefined,
    { metadata }: RecordedLedgerEvent,
    day: string,
    sides: SideRows,
  ): ActivityRow => {
    const quarter = quarterOf(metadata.recordedAt);
    const row = sides.get(activityQuarters, quarter) ?? { quarter, ...NOTHING };
    sides.put(activityQuarters, { ...row, [counter]: row[counter] + 1 });
    const ofDay = before ?? { day, ...NOTHING, first_claim: null, last_claim: null };
    return { ...ofDay, [counter]: ofDay[counter] + 1 };
  };
}

const NOTHING = Object.fromEntries(
  Object.keys(activityCounters).map((counter) => [counter, 0] as const),
) as Record<Counter, number>;
