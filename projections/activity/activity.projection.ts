import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

export type ActivityRow = {
  /** `2025-10-14`, in UTC. */
  day: string;
  sources_registered: number;
  snapshots_captured: number;
  claims_recorded: number;
  citations_added: number;
  verdicts_submitted: number;
  findings_reached: number;
  findings_contested: number;
  findings_reopened: number;
  claims_withdrawn: number;
  sources_withdrawn: number;
  citations_retracted: number;
  verdicts_withdrawn: number;
};

export const activityColumns = {
  day: { type: 'text' },
  sources_registered: { type: 'integer' },
  snapshots_captured: { type: 'integer' },
  claims_recorded: { type: 'integer' },
  citations_added: { type: 'integer' },
  verdicts_submitted: { type: 'integer' },
  findings_reached: { type: 'integer' },
  findings_contested: { type: 'integer' },
  findings_reopened: { type: 'integer' },
  claims_withdrawn: { type: 'integer' },
  sources_withdrawn: { type: 'integer' },
  citations_retracted: { type: 'integer' },
  verdicts_withdrawn: { type: 'integer' },
} as const satisfies ColumnsOf<ActivityRow>;

export type ActivityCount = Exclude<keyof ActivityRow, 'day'>;

const COUNTED = {
  SourceRegistered: 'sources_registered',
  SnapshotCaptured: 'snapshots_captured',
  ClaimRecorded: 'claims_recorded',
  CitationAdded: 'citations_added',
  VerdictSubmitted: 'verdicts_submitted',
  FindingReached: 'findings_reached',
  FindingContested: 'findings_contested',
  FindingReopened: 'findings_reopened',
  ClaimWithdrawn: 'claims_withdrawn',
  SourceWithdrawn: 'sources_withdrawn',
  CitationRetracted: 'citations_retracted',
  VerdictWithdrawn: 'verdicts_withdrawn',
} as const satisfies Partial<Record<RecordedLedgerEvent['type'], ActivityCount>>;

const counts: Partial<Record<RecordedLedgerEvent['type'], ActivityCount>> = COUNTED;

/** What happened on each day. */
export const activity: Projection<ActivityRow> = {
  name: 'activity',
  version: 1,
  table: { name: 'activity', columns: activityColumns, key: 'day', versioned: false },
  handles: Object.keys(COUNTED) as (keyof typeof COUNTED)[],
  keys: (event) => [event.metadata.recordedAt.slice(0, 10)],
  evolve(before, event, key) {
    const counted = counts[event.type];
    if (counted === undefined) return undefined;
    const row = { ...(before ?? nothingYet(key)) };
    row[counted] += 1;
    return row;
  },
};

function nothingYet(day: string): ActivityRow {
  return {
    day,
    sources_registered: 0,
    snapshots_captured: 0,
    claims_recorded: 0,
    citations_added: 0,
    verdicts_submitted: 0,
    findings_reached: 0,
    findings_contested: 0,
    findings_reopened: 0,
    claims_withdrawn: 0,
    sources_withdrawn: 0,
    citations_retracted: 0,
    verdicts_withdrawn: 0,
  };
}
