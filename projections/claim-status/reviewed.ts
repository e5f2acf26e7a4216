import { QUESTIONS, type Question } from '../../events/fields.js';
import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { endOf } from '../../events/partial-date.js';
import { ImpossibleEventError } from '../impossible-event.js';
import type { ClaimStatus, ClaimStatusRow } from './claim-status.row.js';
import {
  reached,
  unsettled,
  withoutVerdicts,
  withVerdict,
  type CountedVerdict,
  type QuestionState,
  type QuestionStatus,
} from './question-state.js';

type Questions = ClaimStatusRow['questions'];

export function verdictSubmitted(
  row: ClaimStatusRow,
  event: Recorded<'VerdictSubmitted'>,
): ClaimStatusRow {
  const { data, metadata } = event;
  if (data.replaces !== undefined) verdictGone(row, event, data.replaces);
  const verdict: CountedVerdict = {
    verdictId: data.verdictId,
    reviewer: data.reviewer.id,
    organisation: data.reviewer.organisation,
    rating: data.rating,
    ...(data.asOf !== undefined && { asOf: data.asOf }),
    ...(data.expires !== undefined && { expires: data.expires }),
    evidence: data.evidence,
    ...(data.sourceSeen && { sourceSeen: true }),
    ...(isGroundless(row, data) && { groundless: true }),
    recordedAt: metadata.recordedAt,
  };
  return judged(row, data.question, withVerdict(row.questions[data.question], verdict));
}

/** As the deciders have it: what was absent when it was added is not anchored. */
function isGroundless(
  { ledger }: ClaimStatusRow,
  { evidence, sourceSeen }: Recorded<'VerdictSubmitted'>['data'],
): boolean {
  return !sourceSeen && evidence.every((id) => ledger.citations[id]?.unanchored);
}

export function verdictWithdrawn(
  row: ClaimStatusRow,
  event: Recorded<'VerdictWithdrawn'>,
): ClaimStatusRow {
  return verdictGone(row, event, event.data.verdictId);
}

/** The verdicts that rest on the citation count no longer. */
export function evidenceRetracted(row: ClaimStatusRow, citationId: string): ClaimStatusRow {
  const lost = removed(row, (verdict) => verdict.evidence.includes(citationId));
  if (lost.length > 0) {
    row.ledger = { ...row.ledger, uncounted: [...row.ledger.uncounted, ...lost] };
  }
  return row;
}

export function questionReached(
  row: ClaimStatusRow,
  event: Recorded<'FindingReached'>,
): ClaimStatusRow {
  const { question, findingId, rating, policyVersion } = event.data;
  const state = reached(row.questions[question], {
    id: findingId,
    rating,
    reachedAt: event.metadata.recordedAt,
    policyVersion,
  });
  return judged(row, question, state);
}

export function questionContested(
  row: ClaimStatusRow,
  event: Recorded<'FindingContested'>,
): ClaimStatusRow {
  const { question } = event.data;
  return judged(row, question, unsettled(row.questions[question], 'contested'));
}

export function questionReopened(
  row: ClaimStatusRow,
  event: Recorded<'FindingReopened'>,
): ClaimStatusRow {
  const { question } = event.data;
  return judged(row, question, unsettled(row.questions[question], 'reopened'));
}

function verdictGone(
  row: ClaimStatusRow,
  event: RecordedLedgerEvent,
  verdictId: string,
): ClaimStatusRow {
  const counted = removed(row, (verdict) => verdict.verdictId === verdictId).length > 0;
  if (counted) return row;
  const uncounted = row.ledger.uncounted.filter((id) => id !== verdictId);
  if (uncounted.length === row.ledger.uncounted.length) {
    throw new ImpossibleEventError(event, `verdict ${verdictId} is not active`);
  }
  row.ledger = { ...row.ledger, uncounted };
  return row;
}

/** Takes verdicts out of both questions and tells which they were. */
function removed(row: ClaimStatusRow, gone: (verdict: CountedVerdict) => boolean): string[] {
  const ids: string[] = [];
  for (const question of QUESTIONS) {
    const lost = row.questions[question].verdicts.filter(gone);
    if (lost.length === 0) continue;
    ids.push(...lost.map((verdict) => verdict.verdictId));
    judged(row, question, withoutVerdicts(row.questions[question], lost));
  }
  return ids;
}

/** One question in a new state, and everything that is worked out from the questions. */
function judged(row: ClaimStatusRow, question: Question, state: QuestionState): ClaimStatusRow {
  row.questions = { ...row.questions, [question]: state };
  row.status = row.withdrawn ? 'withdrawn' : statusOf(row.questions);
  row.veracity_rating = row.questions.veracity.finding?.rating ?? null;
  row.attribution_rating = row.questions.attribution.finding?.rating ?? null;
  row.expires = firstExpiry(row.questions);
  return row;
}

/** The least settled first: a claim is as settled as the least settled question that was judged. */
const LEAST_SETTLED = [
  'contested',
  'reopened',
  'under-review',
  'settled',
] as const satisfies (QuestionStatus & ClaimStatus)[];

function statusOf({ attribution, veracity }: Questions): ClaimStatus {
  return LEAST_SETTLED.find((s) => attribution.status === s || veracity.status === s) ?? 'recorded';
}

function firstExpiry(questions: Questions): string | null {
  let first: string | null = null;
  for (const question of QUESTIONS) {
    const { finding, verdicts } = questions[question];
    if (!finding) continue;
    for (const { rating, expires } of verdicts) {
      if (rating !== finding.rating || expires === undefined) continue;
      const end = endOf(expires);
      if (first === null || end < first) first = end;
    }
  }
  return first;
}
