import { Value } from 'typebox/value';

import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { DerivationAnswer, getDerivation, listDerivations } from './derivations.js';
import { person } from '../../queries/person.js';

const [REPRINT, ORIGINAL, DIGEST] = [uuid(20), uuid(21), uuid(22)];
const [FIRST, SECOND, THIRD] = [uuid(40), uuid(41), uuid(42)];
const SHARED = {
  algorithm: 'shingles/1',
  snapshot: 'a'.repeat(64),
  fromSnapshot: 'b'.repeat(64),
  share: 0.75,
};

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    const { events } = new LedgerHistory()
      .source(ORIGINAL)
      .source(REPRINT)
      .source(DIGEST)
      .derivation(REPRINT, FIRST, ORIGINAL, { suggestion: SHARED })
      .at('2025-10-15T00:00:00.000Z')
      .derivation(DIGEST, SECOND, REPRINT, { kind: 'quotes' })
      .derivation(DIGEST, THIRD, ORIGINAL, { kind: 'quotes' })
      .at('2025-10-16T00:00:00.000Z')
      .derivationRetracted(REPRINT, FIRST);
    database = await viewsOf(events);
  });
  afterEach(() => database.close());

  it('answers a derivation of the source', async () => {
    const answer = await getDerivation(database.views, REPRINT, FIRST);
    expect(Value.Errors(DerivationAnswer, answer)).toEqual([]);
    expect(answer).toEqual({
      id: FIRST,
      sourceId: REPRINT,
      from: ORIGINAL,
      kind: 'republishes',
      suggestion: SHARED,
      retracted: {
        reason: 'another text',
        recordedBy: person(uuid(1)),
        recordedAt: '2025-10-16T00:00:00.000Z',
      },
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    });
    expect(await getDerivation(database.views, ORIGINAL, FIRST)).toBeUndefined();
    expect(await getDerivation(database.views, REPRINT, uuid(99))).toBeUndefined();
  });

  it('answers it as it was', async () => {
    const at = (day: string) => ({ instant: `2025-10-${day}T12:00:00.000Z` });
    const { views } = database;
    expect(await getDerivation(views, REPRINT, FIRST, at('15'))).toMatchObject({ retracted: null });
    expect(await getDerivation(views, REPRINT, FIRST, at('13'))).toBeUndefined();
  });

  it.each([
    [undefined, [SECOND, FIRST]],
    ['from', [FIRST]],
    ['to', [SECOND]],
  ] as const)(
    'lists those of a source in the direction %s, newest first',
    async (direction, ids) => {
      const { items, next } = await listDerivations(database.views, REPRINT, direction, {});
      expect(items.map(({ id }) => id)).toEqual(ids);
      expect(next).toBeNull();
    },
  );

  it('lists them a page at a time, and as of earlier', async () => {
    const { views } = database;
    const first = await listDerivations(views, DIGEST, 'from', { limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual([THIRD]);
    const rest = await listDerivations(views, DIGEST, 'from', { limit: 1, after: first.next! });
    expect(rest).toMatchObject({ items: [{ id: SECOND }], next: null });
    const asOf = { instant: '2025-10-14T12:00:00.000Z' };
    expect(await listDerivations(views, DIGEST, 'from', {}, asOf)).toEqual({
      items: [],
      next: null,
    });
  });
});
