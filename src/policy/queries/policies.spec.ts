import { Value } from 'typebox/value';

import { LedgerHistory } from '../../../test/support/ledger-history.js';
import { uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { policyInForce } from '../policy-in-force.js';
import { getPolicy, getPolicyVersion, listPolicies, PolicyAnswer } from './policies.js';
import { person } from '../../queries/person.js';

const history = new LedgerHistory().by(uuid(9)).policy(2, 9);
const first = history.position;
const { events } = history.at('2025-11-01T00:00:00.000Z').policy(3, 10);

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  afterEach(() => database.close());

  it('answers the policy in force, now or then', async () => {
    database = await viewsOf(events);
    const answer = await getPolicy(database.views);
    expect(Value.Errors(PolicyAnswer, answer)).toEqual([]);
    expect(answer).toMatchObject({
      version: 10,
      quorum: 3,
      recordedBy: person(uuid(9)),
      recordedAt: '2025-11-01T00:00:00.000Z',
    });
    expect(await getPolicy(database.views, { position: first })).toMatchObject({ version: 9 });
    expect(await policyInForce(database.views)).toEqual(events[1]?.data);
  });

  it('lists the versions, the latest first', async () => {
    database = await viewsOf(events);
    const { items } = await listPolicies(database.views, {});
    expect(items.map(({ version }) => version)).toEqual([10, 9]);
  });

  it('answers a version, in force or not', async () => {
    database = await viewsOf(events);
    const { items } = await listPolicies(database.views, {});
    expect(await getPolicyVersion(database.views, 10)).toEqual(items[0]);
    expect(await getPolicyVersion(database.views, 9)).toEqual(items[1]);
    expect(await getPolicyVersion(database.views, 1)).toBeUndefined();
  });

  it('answers nothing before the first was adopted', async () => {
    database = await viewsOf();
    expect(await getPolicy(database.views)).toBeUndefined();
    expect(await policyInForce(database.views)).toBeUndefined();
  });
});
