import { FoldedRows } from '../../test/support/folded-rows.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { noteAnswers } from './note-answers.projection.js';
import { notes } from './notes.projection.js';

const [CLAIM, NOTE, CITATION, ANSWER] = [uuid(10), uuid(80), uuid(30), uuid(90)];
const [ANA, BORIS, ODA] = [uuid(1), uuid(2), uuid(3)];
const RESOLVED_AT = '2025-10-15T00:00:00.000Z';

const noted = (changes = {}) => new LedgerHistory().claim(CLAIM).note(CLAIM, NOTE, changes);

function foldedRow({ events }: LedgerHistory) {
  const folded = new FoldedRows(notes);
  for (const event of events) folded.apply(event);
  return folded.rows.get(NOTE);
}

it('shows a note, what it is about and whom it asks', () => {
  const row = {
    note_id: NOTE,
    revision: 0,
    claim_id: CLAIM,
    citation_id: null,
    text: 'Which year is this?',
    addressee: null,
    answers: 0,
    is_open: 1,
    resolved: null,
    recorded_by: ANA,
    recorded_at: '2025-10-14T08:00:00.000Z',
    recorded_position: '0000000000000002',
  };
  expect(foldedRow(noted())).toEqual(row);
  expect(foldedRow(noted({ citationId: CITATION, to: BORIS }))).toEqual({
    ...row,
    citation_id: CITATION,
    addressee: BORIS,
  });
});

it('is open until it is resolved', () => {
  const answered = noted().noteAnswered(NOTE, ANSWER, BORIS);
  expect(foldedRow(answered)).toMatchObject({ answers: 1, is_open: 1, revision: 1 });
  const resolved = answered
    .at(RESOLVED_AT)
    .noteResolved(NOTE, { text: 'Of 2024.', resolvedBy: ODA });
  expect(foldedRow(resolved)).toMatchObject({
    is_open: 0,
    revision: 2,
    resolved: { text: 'Of 2024.', by: ODA, at: RESOLVED_AT },
  });
  expect(foldedRow(noted().noteResolved(NOTE))).toMatchObject({ resolved: { text: null } });
});

it('is open as a request until the member who was asked answers', () => {
  const asked = noted({ to: BORIS }).noteAnswered(NOTE, ANSWER, ODA);
  expect(foldedRow(asked)).toMatchObject({ answers: 1, is_open: 1 });
  const answered = asked.noteAnswered(NOTE, uuid(91), BORIS);
  expect(foldedRow(answered)).toMatchObject({ answers: 2, is_open: 0, resolved: null });
});

it('has every answer in a row of its own', () => {
  const { events } = noted().noteAnswered(NOTE, ANSWER, BORIS).noteAnswered(NOTE, uuid(91), ODA);
  const folded = new FoldedRows(noteAnswers);
  for (const event of events) folded.apply(event);
  expect([...folded.rows.values()]).toEqual([
    {
      answer_id: ANSWER,
      note_id: NOTE,
      text: 'The last one.',
      recorded_by: BORIS,
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000003',
    },
    expect.objectContaining({ answer_id: uuid(91), recorded_by: ODA }),
  ]);
});

it.each([
  ['that is added twice', noted().note(CLAIM, NOTE)],
  ['that is answered before it was added', new LedgerHistory().noteAnswered(NOTE, ANSWER)],
  ['that is resolved before it was added', new LedgerHistory().noteResolved(NOTE)],
])('stops at a note %s', (_, history) => {
  expect(() => foldedRow(history)).toThrow(ImpossibleEventError);
});
