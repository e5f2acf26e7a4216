import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { verdicts } from './verdicts.projection.js';

const [CLAIM, CITATION, REVIEWER] = [uuid(10), uuid(30), uuid(40)];
const [FIRST, SECOND] = [uuid(51), uuid(52)];
const stream = `claim-${CLAIM}`;

const verdict = {
  verdictId: FIRST,
  question: 'veracity',
  rating: 'mostly-true',
  rationale: 'It was broadcast.',
  evidence: [CITATION],
  reviewer: { id: REVIEWER, organization: 'Desk' },
  asOf: '2025-10-14',
  expires: '2026-01',
} as const;

const submitted = () =>
  new RecordedHistory().record(stream, 'VerdictSubmitted', { ...verdict, evidence: [CITATION] });

it('shows a verdict as it was submitted', () => {
  expect([...fold(verdicts, submitted().events).values()]).toEqual([
    {
      verdict_id: FIRST,
      claim_id: CLAIM,
      question: 'veracity',
      rating: 'mostly-true',
      rationale: 'It was broadcast.',
      evidence: [CITATION],
      reviewer_id: REVIEWER,
      organization: 'Desk',
      as_of: '2025-10-14',
      expires: '2026-01',
      criterion_met: 0,
      source_seen: 0,
      status: 'active',
      replaced_by: null,
      ended_position: null,
      ended_at: null,
      withdrawn: null,
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000001',
    },
  ]);
});

it('keeps the verdict that was replaced beside the one that replaced it', () => {
  const { events } = submitted().record(stream, 'VerdictSubmitted', {
    ...verdict,
    evidence: [CITATION],
    verdictId: SECOND,
    rating: 'true',
    criterionMet: true,
    replaces: FIRST,
  });
  const rows = fold(verdicts, events);
  expect(rows.get(FIRST)).toMatchObject({
    status: 'replaced',
    replaced_by: SECOND,
    ended_position: '0000000000000002',
    ended_at: '2025-10-14T08:00:00.000Z',
    rating: 'mostly-true',
  });
  expect(rows.get(SECOND)).toMatchObject({ status: 'active', rating: 'true', criterion_met: 1 });
});

it('keeps a withdrawn verdict with the reason', () => {
  const { events } = submitted()
    .by(REVIEWER)
    .record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'hasty' });
  expect(fold(verdicts, events).get(FIRST)).toMatchObject({
    status: 'withdrawn',
    ended_position: '0000000000000002',
    withdrawn: { reason: 'hasty', by: REVIEWER, at: '2025-10-14T08:00:00.000Z' },
  });
});

it('stops where a verdict ends that is unknown, or has ended', () => {
  const withdraw = (history: RecordedHistory) =>
    history.record(stream, 'VerdictWithdrawn', { verdictId: FIRST, reason: 'no' });
  expect(() => fold(verdicts, withdraw(new RecordedHistory()).events)).toThrow(
    ImpossibleEventError,
  );
  expect(() => fold(verdicts, withdraw(withdraw(submitted())).events)).toThrow(/withdrawn before/);
});
