import { idOf } from '../../events/envelope.js';
import type { Question } from '../../events/fields.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { Projection } from '../engine/projection.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { takenBack, type TakenBack } from '../taken-back.js';

export const VERDICT_STATUSES = ['active', 'replaced', 'withdrawn'] as const;
export type VerdictStatus = (typeof VERDICT_STATUSES)[number];

export type VerdictRow = {
  verdict_id: string;
  claim_id: string;
  question: Question;
  rating: string;
  rationale: string;
  /** Citation ids. */
  evidence: readonly string[];
  reviewer_id: string;
  /** The reviewer's, when they judged. */
  organisation: string;
  as_of: string | null;
  expires: string | null;
  /** 1 where a prediction was judged before its date because its criterion is met. */
  criterion_met: number;
  /** 1 where the reviewer saw the source themselves. */
  source_seen: number;
  status: VerdictStatus;
  replaced_by: string | null;
  withdrawn: TakenBack | null;
  recorded_at: string;
  recorded_position: string;
};

export const verdictColumns = {
  verdict_id: { type: 'text' },
  claim_id: { type: 'text' },
  question: { type: 'text' },
  rating: { type: 'text' },
  rationale: { type: 'text' },
  evidence: { type: 'json' },
  reviewer_id: { type: 'text' },
  organisation: { type: 'text' },
  as_of: { type: 'text', nullable: true },
  expires: { type: 'text', nullable: true },
  criterion_met: { type: 'integer' },
  source_seen: { type: 'integer' },
  status: { type: 'text' },
  replaced_by: { type: 'text', nullable: true },
  withdrawn: { type: 'json', nullable: true },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<VerdictRow>;

/** Every verdict ever given, also those that count no longer. */
export const verdicts: Projection<VerdictRow> = {
  name: 'verdicts',
  version: 2,
  table: {
    name: 'verdicts',
    columns: verdictColumns,
    key: 'verdict_id',
    versioned: false,
    indexes: [{ columns: ['claim_id', 'recorded_position', 'verdict_id'] }],
  },
  handles: ['VerdictSubmitted', 'VerdictWithdrawn'],
  keys(event) {
    if (event.type === 'VerdictWithdrawn') return [event.data.verdictId];
    if (event.type !== 'VerdictSubmitted') return [];
    const { verdictId, replaces } = event.data;
    return replaces === undefined ? [verdictId] : [verdictId, replaces];
  },
  evolve(before, event, key) {
    if (event.type === 'VerdictWithdrawn') {
      const withdrawn = takenBack(event, event.data.reason);
      return { ...active(before, event, key), status: 'withdrawn', withdrawn };
    }
    if (event.type !== 'VerdictSubmitted') return undefined;
    if (key !== event.data.verdictId) {
      const replaced_by = event.data.verdictId;
      return { ...active(before, event, key), status: 'replaced', replaced_by };
    }
    absent(before, event, key);
    return submitted(event);
  },
};

function active(row: VerdictRow | undefined, event: RecordedLedgerEvent, key: string): VerdictRow {
  const verdict = existing(row, event, key);
  if (verdict.status !== 'active') {
    throw new ImpossibleEventError(event, `${key} was ${verdict.status} before`);
  }
  return verdict;
}

function submitted(event: Extract<RecordedLedgerEvent, { type: 'VerdictSubmitted' }>): VerdictRow {
  const { data, metadata } = event;
  return {
    verdict_id: data.verdictId,
    claim_id: idOf(event.stream),
    question: data.question,
    rating: data.rating,
    rationale: data.rationale,
    evidence: data.evidence,
    reviewer_id: data.reviewer.id,
    organisation: data.reviewer.organisation,
    as_of: data.asOf ?? null,
    expires: data.expires ?? null,
    criterion_met: data.criterionMet ? 1 : 0,
    source_seen: data.sourceSeen ? 1 : 0,
    status: 'active',
    replaced_by: null,
    withdrawn: null,
    recorded_at: metadata.recordedAt,
    recorded_position: event.position,
  };
}
