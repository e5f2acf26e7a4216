import { QUESTIONS, type Question } from '../../events/fields.js';
import type { Recorded } from '../../events/ledger-event.js';
import type { SideRows } from '../engine/side-table.js';
import { citationUncounted } from './citation-notes.js';
import { NEVER, type ClaimStatus, type ClaimStatusRow } from './claim-status.row.js';
import { withVerdicts, type QuestionState, type QuestionStatus } from './question-state.js';
import {
  firstExpiry,
  verdictNotes,
  verdictNotesOf,
  withoutEvidence,
  withoutVerdict,
  withVerdict,
  type VerdictNotes,
} from './verdict-notes.js';

export function verdictSubmitted(
  row: ClaimStatusRow,
  event: Recorded<'VerdictSubmitted'>,
  sides: SideRows,
): ClaimStatusRow {
  const { replaces } = event.data;
  const notes = verdictNotesOf(event, sides);
  const others = replaces === undefined ? notes : withoutVerdict(notes, event, replaces);
  return recounted(row, withVerdict(others, event), sides);
}

export function verdictWithdrawn(
  row: ClaimStatusRow,
  event: Recorded<'VerdictWithdrawn'>,
  sides: SideRows,
): ClaimStatusRow {
  const notes = verdictNotesOf(event, sides);
  return recounted(row, withoutVerdict(notes, event, event.data.verdictId), sides);
}

export function citationRetracted(
  row: ClaimStatusRow,
  event: Recorded<'CitationRetracted'>,
  sides: SideRows,
): ClaimStatusRow {
  const notes = verdictNotesOf(event, sides);
  const left = withoutEvidence(notes, event.data.citationId);
  const uncounted = citationUncounted(row, event, sides);
  return left === notes ? uncounted : recounted(uncounted, left, sides);
}

export function questionReached(
  row: ClaimStatusRow,
  event: Recorded<'FindingReached'>,
  sides: SideRows,
): ClaimStatusRow {
  const { question, findingId: id, rating, policyVersion } = event.data;
  const finding = { id, rating, reachedAt: event.metadata.recordedAt, policyVersion };
  row[question] = { status: 'settled', finding };
  return judged(row, verdictNotesOf(event, sides));
}

export function questionContested(
  row: ClaimStatusRow,
  event: Recorded<'FindingContested'>,
  sides: SideRows,
): ClaimStatusRow {
  row[event.data.question] = { status: 'contested', finding: null };
  return judged(row, verdictNotesOf(event, sides));
}

export function questionReopened(
  row: ClaimStatusRow,
  event: Recorded<'FindingReopened'>,
  sides: SideRows,
): ClaimStatusRow {
  row[event.data.question] = { status: 'reopened', finding: null };
  return judged(row, verdictNotesOf(event, sides));
}

function recounted(row: ClaimStatusRow, notes: VerdictNotes, sides: SideRows): ClaimStatusRow {
  sides.put(verdictNotes, notes);
  for (const question of QUESTIONS) {
    row[question] = withVerdicts(row[question], notes.counted[question].length);
  }
  return judged(row, notes);
}

/** Everything that is worked out from the questions. */
function judged(row: ClaimStatusRow, notes: VerdictNotes): ClaimStatusRow {
  row.status = row.withdrawn ? 'withdrawn' : statusOf(row);
  row.veracity_rating = row.veracity?.finding?.rating ?? null;
  row.attribution_rating = row.attribution?.finding?.rating ?? null;
  const expiries = QUESTIONS.map((question) => expiryOf(row[question], question, notes));
  row.expires = earliest(...expiries);
  return standing(row);
}

/** What its rating, its dates and its withdrawal say of what is still to be done. */
export function standing(row: ClaimStatusRow): ClaimStatusRow {
  const isOpen = row.withdrawn === null;
  const { veracity_rating: veracity, attribution_rating: attribution } = row;
  if (row.needs_veracity !== null) row.needs_veracity = Number(isOpen && veracity === null);
  row.needs_attribution = Number(isOpen && attribution === null);
  // A withdrawn claim has nothing that expires or is due.
  if (!isOpen) row.expires = row.resolves_by = null;
  const resolves = veracity === null ? row.resolves_by : null;
  row.due = earliest(row.expires, resolves) ?? NEVER;
  return row;
}

function earliest(...instants: readonly (string | null)[]): string | null {
  return instants.reduce((a, b) => (a === null || (b !== null && b < a) ? b : a), null);
}

function expiryOf(
  state: QuestionState | null,
  question: Question,
  notes: VerdictNotes,
): string | null {
  return state?.finding ? firstExpiry(notes, question, state.finding.rating) : null;
}

/** The least settled first: a claim is as settled as the least settled question that was judged. */
const LEAST_SETTLED = [
  'contested',
  'reopened',
  'under-review',
  'settled',
] as const satisfies (QuestionStatus & ClaimStatus)[];

function statusOf({ attribution, veracity }: ClaimStatusRow): ClaimStatus {
  return (
    LEAST_SETTLED.find((s) => attribution?.status === s || veracity?.status === s) ?? 'recorded'
  );
}
