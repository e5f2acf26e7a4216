import { FoldedRows } from '../../test/support/folded-rows.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { conflicts } from './conflicts.projection.js';

const [CLAIM, CONFLICT, ANA, EDITOR] = [uuid(10), uuid(70), uuid(3), uuid(9)];

const declared = (changes = {}) =>
  new LedgerHistory()
    .claim(CLAIM)
    .by(ANA)
    .conflict(CLAIM, CONFLICT, { member: ANA, ...changes });
const rowOf = ({ events }: LedgerHistory) => {
  const folded = new FoldedRows(conflicts);
  for (const event of events) folded.apply(event);
  return folded.rows.get(CONFLICT);
};

it('shows who has it and why, and when it ends', () => {
  const row = {
    conflict_id: CONFLICT,
    claim_id: CLAIM,
    member_id: ANA,
    reason: 'her employer',
    expires: null,
    ends_at: null,
    retracted: null,
    recorded_by: ANA,
    recorded_at: '2025-10-14T08:00:00.000Z',
    recorded_position: '0000000000000002',
  };
  expect(rowOf(declared())).toEqual(row);
  expect(rowOf(declared({ expires: '2026-02' }))).toEqual({
    ...row,
    expires: '2026-02',
    ends_at: '2026-03-01T00:00:00.000Z',
  });
});

it('shows who retracted it, when and why', () => {
  const history = declared().at('2025-10-15T00:00:00.000Z').by(EDITOR);
  expect(rowOf(history.conflictRetracted(CLAIM, CONFLICT))).toMatchObject({
    recorded_by: ANA,
    retracted: { reason: 'another employer', by: EDITOR, at: '2025-10-15T00:00:00.000Z' },
  });
});

it.each([
  ['declared twice', declared().conflict(CLAIM, CONFLICT)],
  [
    'retracted twice',
    declared().conflictRetracted(CLAIM, CONFLICT).conflictRetracted(CLAIM, CONFLICT),
  ],
  ['retracted before it was declared', new LedgerHistory().conflictRetracted(CLAIM, CONFLICT)],
])('stops at a conflict that was %s', (_, history) => {
  expect(() => rowOf(history)).toThrow(ImpossibleEventError);
});
