import { LedgerHistory } from '../../test/support/ledger-history.js';
import { fold, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { claimRelations } from './claim-relations.projection.js';
import { claimStatus } from './claim-status.projection.js';

const [A, B, RELATION] = [uuid(10), uuid(11), uuid(20)];
const related = () =>
  new LedgerHistory()
    .claim(A)
    .claim(B)
    .by(uuid(2))
    .related(A, RELATION, 'narrows', B, { note: 'Only of the capital.' });

describe('claim-relations', () => {
  it('holds both ends, and who related them', () => {
    expect(fold(claimRelations, related().events).get(RELATION)).toEqual({
      relation_id: RELATION,
      claim_id: A,
      other_id: B,
      kind: 'narrows',
      note: 'Only of the capital.',
      retracted: null,
      recorded_by: uuid(2),
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000003',
    });
  });

  it('keeps what was taken back, and says by whom, when and why', () => {
    const { events } = related().by(uuid(3)).at('2025-10-15T09:00:00.000Z').unrelated(A, RELATION);
    expect(fold(claimRelations, events).get(RELATION)).toMatchObject({
      kind: 'narrows',
      retracted: { by: uuid(3), at: '2025-10-15T09:00:00.000Z', reason: 'of another place' },
    });
  });

  it.each([
    ['taken back twice', related().unrelated(A, RELATION).unrelated(A, RELATION)],
    ['recorded twice', related().related(A, RELATION, 'narrows', B)],
    ['taken back before it was recorded', new LedgerHistory().claim(A).unrelated(A, RELATION)],
  ])('stops at a relation that was %s', (_, { events }) => {
    expect(() => fold(claimRelations, events)).toThrow(ImpossibleEventError);
  });
});

it('counts in the revision of the claim that it was recorded on, and changes nothing else', () => {
  const before = fold(claimStatus, new LedgerHistory().claim(A).claim(B).events);
  const after = fold(claimStatus, related().unrelated(A, RELATION).events);
  expect(after.get(A)).toEqual({ ...before.get(A), revision: 2 });
  expect(after.get(B)).toEqual(before.get(B));
});
