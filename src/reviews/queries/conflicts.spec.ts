import { Value } from 'typebox/value';

import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import type { Moment } from '../../queries/as-of.js';
import type { PageRequest } from '../../queries/page.js';
import { person } from '../../queries/person.js';
import { ConflictAnswer, getConflict, listConflicts, type ConflictFilter } from './conflicts.js';

const [CLAIM, OTHER, ANA, BORIS] = [uuid(10), uuid(11), uuid(1), uuid(2)];
const [FIRST, SECOND, THIRD, FOURTH] = [uuid(70), uuid(71), uuid(72), uuid(73)];
const NOW: Moment = { now: '2025-12-01T00:00:00.000Z' };
const at = (day: string): Moment => ({ ...NOW, asOf: { instant: `2025-${day}T12:00:00.000Z` } });

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    const { events } = new LedgerHistory()
      .claim(CLAIM)
      .claim(OTHER)
      .conflict(CLAIM, FIRST)
      .at('2025-10-15T00:00:00.000Z')
      .by(BORIS)
      .conflict(CLAIM, SECOND, { member: BORIS, expires: '2025-11' })
      .conflict(OTHER, THIRD, { member: BORIS, expires: '2026' })
      .at('2025-10-16T00:00:00.000Z')
      .conflictRetracted(CLAIM, FIRST)
      .conflict(CLAIM, FOURTH);
    database = await viewsOf(events);
  });
  afterEach(() => database.close());

  const listed = async (request: ConflictFilter & PageRequest, moment = NOW) =>
    (await listConflicts(database.views, request, moment)).items.map(({ id }) => id);

  it('answers a conflict of the claim', async () => {
    const answer = await getConflict(database.views, CLAIM, FIRST, NOW);
    expect(Value.Errors(ConflictAnswer, answer)).toEqual([]);
    expect(answer).toEqual({
      id: FIRST,
      claimId: CLAIM,
      member: person(ANA),
      reason: 'her employer',
      expires: null,
      standing: false,
      retracted: {
        reason: 'another employer',
        recordedBy: person(BORIS),
        recordedAt: '2025-10-16T00:00:00.000Z',
      },
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    });
    expect(await getConflict(database.views, OTHER, FIRST, NOW)).toBeUndefined();
    expect(await getConflict(database.views, CLAIM, uuid(99), NOW)).toBeUndefined();
  });

  it('answers it as it was', async () => {
    const { views } = database;
    const before = await getConflict(views, CLAIM, FIRST, at('10-15'));
    expect(before).toMatchObject({ standing: true, retracted: null });
    expect(await getConflict(views, CLAIM, FIRST, at('10-13'))).toBeUndefined();
  });

  it.each([
    ['2025-11-30T23:59:59.999Z', true],
    ['2025-12-01T00:00:00.000Z', false],
  ])('tells at %s whether one that ends stands: %p', async (now, standing) => {
    const answer = await getConflict(database.views, CLAIM, SECOND, { now });
    expect(answer).toMatchObject({ expires: '2025-11', standing });
  });

  it('lists those in a claim, of a member, or that stand, newest first', async () => {
    expect(await listed({})).toEqual([FOURTH, THIRD, SECOND, FIRST]);
    expect(await listed({ claimId: CLAIM })).toEqual([FOURTH, SECOND, FIRST]);
    expect(await listed({ member: BORIS })).toEqual([THIRD, SECOND]);
    expect(await listed({ standing: true })).toEqual([FOURTH, THIRD]);
    expect(await listed({ standing: false })).toEqual([SECOND, FIRST]);
    expect(await listed({ claimId: CLAIM, member: ANA, standing: true })).toEqual([FOURTH]);
    expect(await listed({ claimId: uuid(99) })).toEqual([]);
  });

  it('lists them as of earlier, when others stood', async () => {
    expect(await listed({}, at('10-15'))).toEqual([THIRD, SECOND, FIRST]);
    expect(await listed({ standing: true }, at('10-15'))).toEqual([THIRD, SECOND, FIRST]);
    expect(await listed({ standing: false }, at('10-16'))).toEqual([FIRST]);
  });

  it('lists them a page at a time', async () => {
    const first = await listConflicts(database.views, { limit: 1, standing: false }, NOW);
    expect(first.items).toMatchObject([{ id: SECOND, standing: false }]);
    expect(await listed({ after: first.next!, standing: false })).toEqual([FIRST]);
  });
});
