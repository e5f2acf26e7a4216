import type { Actor } from '../../events/envelope.js';
import { given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { memberDecider, type MemberCommand } from './member.decider.js';

const [ANA, BEN] = [uuid(41), uuid(42)];
const admin = (id: string): Actor => ({ id, roles: ['admin'], organization: 'Desk' });
const sha256 = 'a'.repeat(64);

const enrolled = {
  type: 'MemberEnrolled',
  data: { name: 'Ana', organization: 'Desk', roles: ['reviewer', 'admin'] },
} as const;
const suspended = { type: 'MemberSuspended', data: { reason: 'left', verdicts: 'stand' } } as const;
const issued = (n: number) => ({ type: 'KeyIssued', data: { keyId: uuid(n), sha256 } }) as const;
const revoked = (n: number) => ({ type: 'KeyRevoked', data: { keyId: uuid(n) } }) as const;
const changeRoles = (roles: Extract<MemberCommand, { type: 'ChangeRoles' }>['roles'], by = BEN) =>
  ({ type: 'ChangeRoles', memberId: ANA, roles, actor: admin(by) }) as const;
const suspend = (by = BEN) =>
  ({
    type: 'SuspendMember',
    memberId: ANA,
    reason: 'left',
    verdicts: 'stand',
    actor: admin(by),
  }) as const;
const reinstate = { type: 'ReinstateMember', reason: 'is back' } as const;
const issue = (n: number) => ({ type: 'IssueKey', keyId: uuid(n), sha256 }) as const;
const revoke = (n: number) => ({ type: 'RevokeKey', keyId: uuid(n) }) as const;

// A copy, for what is const is readonly, too.
const ana = () => ({
  ...enrolled,
  data: { ...enrolled.data, roles: [...enrolled.data.roles] },
});

describe('enrolling a member', () => {
  const enrol: MemberCommand = {
    type: 'EnrolMember',
    name: 'Ana',
    organization: 'Desk',
    roles: ['admin', 'reviewer', 'admin'],
  };

  it('records name, organization and each role once', () => {
    expect(given(memberDecider).when(enrol)).toEqual({ events: [ana()] });
  });

  it('is refused a second time', () => {
    const decision = given(memberDecider, ana()).when(enrol);
    expect(refusalOf(decision)).toBe('rule member-already-enrolled');
  });
});

describe('changing roles', () => {
  it('records the new ones', () => {
    expect(given(memberDecider, ana()).when(changeRoles(['editor']))).toEqual({
      events: [{ type: 'MemberRolesChanged', data: { roles: ['editor'] } }],
    });
  });

  it('leaves all else about the member as it was', () => {
    const changed = { type: 'MemberRolesChanged' as const, data: { roles: ['editor' as const] } };
    const editor = given(memberDecider, ana(), issued(1), changed);
    expect(refusalOf(editor.when(changeRoles(['editor'])))).toBe('rule roles-unchanged');
    expect(refusalOf(editor.when(revoke(1)))).toBe('accepted');
  });

  it('is refused where they are the same, in whatever order', () => {
    const decision = given(memberDecider, ana()).when(changeRoles(['admin', 'reviewer']));
    expect(refusalOf(decision)).toBe('rule roles-unchanged');
  });

  it('is refused to an admin who would no longer be one', () => {
    const decision = given(memberDecider, ana()).when(changeRoles(['reviewer'], ANA));
    expect(refusalOf(decision)).toBe('separation-of-duties not-yourself');
  });

  it('lets an admin change their other roles', () => {
    const decision = given(memberDecider, ana()).when(changeRoles(['admin', 'editor'], ANA));
    expect(refusalOf(decision)).toBe('accepted');
  });
});

describe('suspending and reinstating', () => {
  it('records who is out and who is back', () => {
    expect(given(memberDecider, ana()).when(suspend())).toEqual({ events: [suspended] });
    const decision = given(memberDecider, ana(), suspended).when(reinstate);
    expect(decision).toEqual({
      events: [{ type: 'MemberReinstated', data: { reason: 'is back' } }],
    });
  });

  it('leaves the keys of who is back as they were', () => {
    const reinstated = { type: 'MemberReinstated', data: { reason: 'is back' } } as const;
    const back = given(memberDecider, ana(), issued(1), suspended, reinstated);
    expect(refusalOf(back.when(revoke(1)))).toBe('accepted');
    expect(refusalOf(back.when(issue(2)))).toBe('accepted');
  });

  it('refuses to suspend twice', () => {
    const decision = given(memberDecider, ana(), suspended).when(suspend());
    expect(refusalOf(decision)).toBe('rule already-suspended');
  });

  it('refuses to suspend oneself', () => {
    const decision = given(memberDecider, ana()).when(suspend(ANA));
    expect(refusalOf(decision)).toBe('separation-of-duties not-yourself');
  });

  it('refuses to reinstate who is not suspended', () => {
    const decision = given(memberDecider, ana()).when(reinstate);
    expect(refusalOf(decision)).toBe('rule not-suspended');
  });
});

describe('keys', () => {
  const twenty = Array.from({ length: 20 }, (_, n) => issued(n));

  it('are issued with their digest and label', () => {
    const decision = given(memberDecider, ana()).when({ ...issue(1), label: 'laptop' });
    expect(decision).toEqual({
      events: [{ type: 'KeyIssued', data: { keyId: uuid(1), sha256, label: 'laptop' } }],
    });
  });

  it('are known by their id, revoked or not', () => {
    const { state } = given(memberDecider, ana(), issued(1), issued(2), revoked(1));
    expect(state).toMatchObject({ name: 'Ana', organization: 'Desk', suspended: false });
    expect([...state.keys]).toEqual([
      [uuid(1), { sha256, label: undefined, revoked: true }],
      [uuid(2), { sha256, label: undefined, revoked: false }],
    ]);
  });

  it('are not issued to a suspended member', () => {
    const decision = given(memberDecider, ana(), suspended).when(issue(1));
    expect(refusalOf(decision)).toBe('rule member-suspended');
  });

  it('are twenty at most, not counting revoked ones', () => {
    const full = given(memberDecider, ana(), ...twenty).when(issue(20));
    expect(refusalOf(full)).toBe('rule too-many-keys');
    const again = given(memberDecider, ana(), ...twenty, revoked(7)).when(issue(20));
    expect(refusalOf(again)).toBe('accepted');
  });

  it('are revoked, also of a suspended member', () => {
    const decision = given(memberDecider, ana(), issued(1), suspended).when(revoke(1));
    expect(decision).toEqual({ events: [revoked(1)] });
  });

  it('are not revoked twice', () => {
    const decision = given(memberDecider, ana(), issued(1), revoked(1)).when(revoke(1));
    expect(refusalOf(decision)).toBe('rule key-already-revoked');
  });

  it('are not revoked where there is none', () => {
    const decision = given(memberDecider, ana()).when(revoke(1));
    expect(refusalOf(decision)).toBe('not-found key-unknown');
  });
});

it.each<MemberCommand>([changeRoles(['editor']), suspend(), reinstate, issue(1), revoke(1)])(
  'nothing happens to an unknown member: $type',
  (command) => {
    expect(refusalOf(given(memberDecider).when(command))).toBe('not-found member-unknown');
  },
);
