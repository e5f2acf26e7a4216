import { idOf } from '../../events/envelope.js';
import type { Question } from '../../events/fields.js';
import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import { retractionOf, type Retraction } from '../retraction.js';

export const VERDICT_STATUSES = ['active', 'replaced', 'withdrawn'] as const;
export type VerdictStatus = (typeof VERDICT_STATUSES)[number];

const columns = {
  verdict_id: text(),
  claim_id: text(),
  question: text<Question>(),
  rating: text(),
  rationale: text(),
  /** Citation ids. */
  evidence: json<readonly string[]>(),
  reviewer_id: text(),
  /** The reviewer's, when they judged. */
  organization: text(),
  as_of: nullable(text()),
  expires: nullable(text()),
  /** 1 where a prediction was judged before its date because its criterion is met. */
  criterion_met: integer(),
  /** 1 where the reviewer saw the source themselves. */
  source_seen: integer(),
  status: text<VerdictStatus>(),
  replaced_by: nullable(text()),
  /** When it was replaced or withdrawn; null where it is active. */
  ended_position: nullable(text()),
  ended_at: nullable(text()),
  withdrawn: nullable(json<Retraction>()),
  recorded_at: text(),
  recorded_position: text(),
};
type VerdictRow = RowOf<typeof columns>;

/** Every verdict ever given, also those that count no longer. */
export const verdicts = defineProjection({
  name: 'verdicts',
  version: 4,
  table: {
    name: 'verdicts',
    columns,
    key: 'verdict_id',
    indexes: [
      { columns: ['recorded_position', 'verdict_id'] },
      { columns: ['claim_id', 'recorded_position', 'verdict_id'] },
      { columns: ['reviewer_id', 'recorded_position', 'verdict_id'] },
    ],
  },
  keys({ type, data }) {
    const replaces = type === 'VerdictSubmitted' ? data.replaces : undefined;
    return replaces === undefined ? [data.verdictId] : [data.verdictId, replaces];
  },
  on: {
    VerdictSubmitted(before, event, key) {
      const { verdictId } = event.data;
      if (key !== verdictId) {
        return { ...ended(before, event, key), status: 'replaced', replaced_by: verdictId };
      }
      absent(before, event, key);
      return submitted(event);
    },
    VerdictWithdrawn(before, event, key) {
      const withdrawn = retractionOf(event, event.data.reason);
      return { ...ended(before, event, key), status: 'withdrawn', withdrawn };
    },
  },
});

function ended(row: VerdictRow | undefined, event: RecordedLedgerEvent, key: string): VerdictRow {
  const verdict = existing(row, event, key);
  if (verdict.status !== 'active') {
    throw new ImpossibleEventError(event, `${key} was ${verdict.status} before`);
  }
  return { ...verdict, ended_position: event.position, ended_at: event.metadata.recordedAt };
}

function submitted(event: Recorded<'VerdictSubmitted'>): VerdictRow {
  const { data, metadata } = event;
  return {
    verdict_id: data.verdictId,
    claim_id: idOf(event.stream),
    question: data.question,
    rating: data.rating,
    rationale: data.rationale,
    evidence: data.evidence,
    reviewer_id: data.reviewer.id,
    organization: data.reviewer.organization,
    as_of: data.asOf ?? null,
    expires: data.expires ?? null,
    criterion_met: data.criterionMet ? 1 : 0,
    source_seen: data.sourceSeen ? 1 : 0,
    status: 'active',
    replaced_by: null,
    ended_position: null,
    ended_at: null,
    withdrawn: null,
    recorded_at: metadata.recordedAt,
    recorded_position: event.position,
  };
}
