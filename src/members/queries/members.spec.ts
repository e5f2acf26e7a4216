import { Value } from 'typebox/value';

import { RecordedHistory, uuid } from '../../../test/support/recorded-history.js';
import { onEveryDatabase, type QueriedViews } from '../../../test/support/every-database.js';
import { person } from '../../queries/person.js';
import { getMember, listMembers, MemberAnswer } from './members.js';

const [ANA, BEN, KEY] = [uuid(40), uuid(41), uuid(70)];

onEveryDatabase((viewsOf) => {
  let database: QueriedViews;
  beforeEach(async () => {
    const { events } = new RecordedHistory()
      .by(uuid(9))
      .record(`member-${ANA}`, 'MemberEnrolled', {
        name: 'Ana',
        organization: 'Desk',
        roles: ['reviewer'],
      })
      .record(`member-${BEN}`, 'MemberEnrolled', { name: 'Ben', organization: 'Desk', roles: [] })
      .record(`member-${ANA}`, 'KeyIssued', { keyId: KEY, sha256: 'a'.repeat(64) })
      .record(`member-${BEN}`, 'MemberSuspended', { reason: 'key lost', verdicts: 'stand' });
    database = await viewsOf(events);
  });
  afterEach(() => database.close());

  it('answers a member', async () => {
    const answer = await getMember(database.views, ANA);
    expect(Value.Errors(MemberAnswer, answer)).toEqual([]);
    expect(answer).toEqual({
      id: ANA,
      revision: 1,
      name: 'Ana',
      organization: 'Desk',
      roles: ['reviewer'],
      suspended: null,
      keys: [{ id: KEY, label: null, recordedAt: '2025-10-14T08:00:00.000Z', revokedAt: null }],
      recordedBy: person(uuid(9)),
      recordedAt: '2025-10-14T08:00:00.000Z',
    });
    expect(await getMember(database.views, uuid(99))).toBeUndefined();
  });

  it('lists members, the latest first', async () => {
    const first = await listMembers(database.views, { limit: 1 });
    expect(first.items).toMatchObject([{ id: BEN, suspended: { reason: 'key lost' } }]);
    expect(await listMembers(database.views, { after: first.next! })).toMatchObject({
      items: [{ id: ANA }],
      next: null,
    });
  });
});
