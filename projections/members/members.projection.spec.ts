import { fold, RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { members } from './members.projection.js';

const [MEMBER, ADMIN, KEY] = [uuid(40), uuid(9), uuid(70)];
const stream = `member-${MEMBER}`;

const enrolled = () =>
  new RecordedHistory().by(ADMIN).record(stream, 'MemberEnrolled', {
    name: 'Ana',
    organization: 'Desk',
    roles: ['reviewer'],
  });

it('shows a member as enrolled, then with the roles they were given', () => {
  const history = enrolled();
  expect(fold(members, history.events).get(MEMBER)).toEqual({
    member_id: MEMBER,
    revision: 0,
    name: 'Ana',
    organization: 'Desk',
    roles: ['reviewer'],
    suspended: null,
    verdicts_withdrawn: null,
    keys: [],
    recorded_by: uuid(9),
    recorded_at: '2025-10-14T08:00:00.000Z',
    recorded_position: '0000000000000001',
  });
  history.record(stream, 'MemberRolesChanged', { roles: ['reviewer', 'editor'] });
  expect(fold(members, history.events).get(MEMBER)).toMatchObject({
    revision: 1,
    roles: ['reviewer', 'editor'],
  });
});

it('shows a suspension until the member is reinstated', () => {
  const history = enrolled().record(stream, 'MemberSuspended', {
    reason: 'key lost',
    verdicts: 'stand',
  });
  expect(fold(members, history.events).get(MEMBER)?.suspended).toEqual({
    reason: 'key lost',
    by: ADMIN,
    at: '2025-10-14T08:00:00.000Z',
  });
  history.record(stream, 'MemberReinstated', { reason: 'key found' });
  expect(fold(members, history.events).get(MEMBER)?.suspended).toBeNull();
});

it('lists keys without what would help to use or guess them', () => {
  const { events } = enrolled()
    .record(stream, 'KeyIssued', { keyId: KEY, sha256: 'a'.repeat(64), label: 'laptop' })
    .at('2025-11-01T00:00:00.000Z')
    .record(stream, 'KeyIssued', { keyId: uuid(71), sha256: 'b'.repeat(64) })
    .record(stream, 'KeyRevoked', { keyId: KEY });
  expect(fold(members, events).get(MEMBER)?.keys).toEqual([
    {
      id: KEY,
      label: 'laptop',
      recordedAt: '2025-10-14T08:00:00.000Z',
      revokedAt: '2025-11-01T00:00:00.000Z',
    },
    { id: uuid(71), label: null, recordedAt: '2025-11-01T00:00:00.000Z', revokedAt: null },
  ]);
});

it('stops at events of an unknown member or key', () => {
  const suspended = new RecordedHistory().record(stream, 'MemberSuspended', {
    reason: 'no',
    verdicts: 'stand',
  });
  expect(() => fold(members, suspended.events)).toThrow(ImpossibleEventError);
  const revoked = enrolled().record(stream, 'KeyRevoked', { keyId: KEY });
  expect(() => fold(members, revoked.events)).toThrow(/never issued/);
});
