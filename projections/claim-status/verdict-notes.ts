import { QUESTIONS, type Question } from '../../events/fields.js';
import { idOf } from '../../events/envelope.js';
import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { endOf } from '../../events/partial-date.js';
import { json, text, type RowOf } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { ImpossibleEventError } from '../impossible-event.js';

/** A verdict that counts: neither withdrawn nor replaced, and none of its evidence retracted. */
interface NotedVerdict {
  readonly id: string;
  readonly rating: string;
  readonly expires?: string;
  /** Citations. */
  readonly evidence: readonly string[];
}

const columns = {
  claim_id: text(),
  counted: json<Readonly<Record<Question, readonly NotedVerdict[]>>>(),
  /** Verdicts that lost evidence: they stand in the record and count for nothing. */
  uncounted: json<readonly string[]>(),
};
export type VerdictNotes = RowOf<typeof columns>;

/**
 * What the fold of a claim must remember of its verdicts: one row, as long as those are many that count,
 * of which a reviewer has one on each question.
 */
export const verdictNotes = sideTable({
  table: { name: 'claim_verdict_notes', columns, key: 'claim_id' },
  keys(event) {
    switch (event.type) {
      case 'CitationRetracted':
      case 'VerdictSubmitted':
      case 'VerdictWithdrawn':
      case 'FindingReached':
      case 'FindingContested':
      case 'FindingReopened':
        return [idOf(event.stream)];
      default:
        return [];
    }
  },
});

export function verdictNotesOf(event: RecordedLedgerEvent, sides: SideRows): VerdictNotes {
  const claimId = idOf(event.stream);
  return sides.get(verdictNotes, claimId) ?? { claim_id: claimId, ...NONE };
}

const NONE = { counted: { attribution: [], veracity: [] }, uncounted: [] };

export function withVerdict(
  notes: VerdictNotes,
  { data }: Recorded<'VerdictSubmitted'>,
): VerdictNotes {
  const { verdictId: id, question, rating, expires, evidence } = data;
  const verdict = { id, rating, ...(expires !== undefined && { expires }), evidence };
  const counted = { ...notes.counted, [question]: [...notes.counted[question], verdict] };
  return { ...notes, counted };
}

/** Takes a verdict out that was withdrawn or replaced. @throws ImpossibleEventError where it is not active. */
export function withoutVerdict(
  notes: VerdictNotes,
  event: RecordedLedgerEvent,
  verdictId: string,
): VerdictNotes {
  const { lost, counted } = without(notes, ({ id }) => id === verdictId);
  if (lost.length > 0) return { ...notes, counted };
  const uncounted = notes.uncounted.filter((id) => id !== verdictId);
  if (uncounted.length === notes.uncounted.length) {
    throw new ImpossibleEventError(event, `verdict ${verdictId} is not active`);
  }
  return { ...notes, uncounted };
}

/** The verdicts that rest on the citation count no longer. */
export function withoutEvidence(notes: VerdictNotes, citationId: string): VerdictNotes {
  const { lost, counted } = without(notes, ({ evidence }) => evidence.includes(citationId));
  if (lost.length === 0) return notes;
  return { ...notes, counted, uncounted: [...notes.uncounted, ...lost] };
}

function without(
  { counted }: VerdictNotes,
  gone: (verdict: NotedVerdict) => boolean,
): { readonly lost: string[]; readonly counted: VerdictNotes['counted'] } {
  const lost = QUESTIONS.flatMap((question) => counted[question].filter(gone));
  const stay = (question: Question) => counted[question].filter((verdict) => !gone(verdict));
  return {
    lost: lost.map(({ id }) => id),
    counted: { attribution: stay('attribution'), veracity: stay('veracity') },
  };
}

/** The instant at which the first verdict of that rating expires; null where none does. */
export function firstExpiry(
  { counted }: VerdictNotes,
  question: Question,
  rating: string,
): string | null {
  let first: string | null = null;
  for (const verdict of counted[question]) {
    if (verdict.rating !== rating || verdict.expires === undefined) continue;
    const end = endOf(verdict.expires);
    if (first === null || end < first) first = end;
  }
  return first;
}
