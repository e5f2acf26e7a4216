import { Value } from 'typebox/value';

import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { getIdentification, IdentificationAnswer, listIdentifications } from './identifications.js';
import { person } from '../../queries/person.js';

const [FIRST, SECOND] = [uuid(50), uuid(51)];
const AGENTS = [{ name: 'J. Weber' }, { name: 'Jonas Weber', affiliation: 'Ministry' }];

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    const { events } = new LedgerHistory()
      .agentsIdentified(FIRST, AGENTS)
      .at('2025-10-15T00:00:00.000Z')
      .agentsIdentified(SECOND, [{ name: 'Radio Vesla' }, { name: 'Vesla Public Radio' }])
      .agentIdentificationRetracted(FIRST);
    database = await viewsOf(events);
  });
  afterEach(() => database.close());

  it('answers an identification', async () => {
    const answer = await getIdentification(database.views, FIRST);
    expect(Value.Errors(IdentificationAnswer, answer)).toEqual([]);
    expect(answer).toEqual({
      id: FIRST,
      agents: AGENTS,
      reason: 'one biography',
      retracted: {
        reason: 'two people',
        recordedBy: person(uuid(1)),
        recordedAt: '2025-10-15T00:00:00.000Z',
      },
      recordedBy: person(uuid(1)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    });
    expect(await getIdentification(database.views, uuid(99))).toBeUndefined();
  });

  it('answers it as it was', async () => {
    const asOf = { instant: '2025-10-14T12:00:00.000Z' };
    expect(await getIdentification(database.views, FIRST, asOf)).toMatchObject({ retracted: null });
    expect(await getIdentification(database.views, SECOND, asOf)).toBeUndefined();
    const { items } = await listIdentifications(database.views, {}, asOf);
    expect(items).toMatchObject([{ id: FIRST, retracted: null }]);
  });

  it('lists them newest first, retracted ones too', async () => {
    const first = await listIdentifications(database.views, { limit: 1 });
    expect(first.items.map(({ id }) => id)).toEqual([SECOND]);
    const rest = await listIdentifications(database.views, { after: first.next! });
    expect(rest).toMatchObject({ items: [{ id: FIRST }], next: null });
  });
});
