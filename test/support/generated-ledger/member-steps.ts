import { createHash } from 'node:crypto';

import type { Actor, Role } from '../../../events/envelope.js';
import { memberDecider, type MemberCommand } from '../../../src/members/member.decider.js';
import { DEFAULT_POLICY } from '../../../src/policy/default-policy.js';
import { SYSTEM } from '../../../src/deciding/system-actor.js';
import { policyDecider } from '../../../src/policy/policy.decider.js';
import { ORGANIZATIONS, PEOPLE } from './names.js';
import { actorOf, LEDGER, type Newsroom, type OpenMember, type Step } from './newsroom.js';
import { newStream, type GeneratedAppend, type Turn } from './scribe.js';

const ROLES_HELD: readonly (readonly Role[])[] = [
  ['contributor'],
  ['contributor', 'reviewer'],
  ['contributor', 'reviewer'],
  ['reviewer'],
  ['contributor', 'editor'],
  ['auditor'],
];

export const enrolMember: Step = (room) => enrolAs(room.chance.pick(ROLES_HELD))(room);

/** What a ledger begins with, in order; every role is there at once. */
export const beginnings: readonly Step[] = [
  (room) => adopt(room, LEDGER),
  (room) => enrol(room, LEDGER, ['admin'], (admin) => (room.admin = admin)),
  ...ROLES_HELD.map(enrolAs),
  ...Array.from({ length: 18 }, () => enrolMember),
];

export const changeRoles: Step = (room) =>
  aboutSomebody(room, ({ id }, actor) => ({
    type: 'ChangeRoles',
    memberId: id,
    roles: room.chance.pick(ROLES_HELD),
    actor,
  }));

export const suspendMember: Step = (room) =>
  aboutSomebody(room, ({ id }, actor) => ({
    type: 'SuspendMember',
    memberId: id,
    reason: 'Left the desk',
    verdicts: 'stand',
    actor,
  }));

export const reinstateMember: Step = (room) => {
  const { members, chance } = room;
  const member = members.pickSuch(chance, ({ state }) => state.suspended);
  if (!member) return undefined;
  return about(room, member, () => ({ type: 'ReinstateMember', reason: 'Back at the desk' }));
};

export const issueKey: Step = (room) =>
  aboutSomebody(room, (_, _actor, turn) => ({
    type: 'IssueKey',
    keyId: turn.id('key'),
    sha256: createHash('sha256').update(room.chance.bytes(32)).digest('hex'),
    ...(room.chance.happens(500) && { label: 'notebook' }),
  }));

export const revokeKey: Step = (room) => {
  const { members, chance } = room;
  const member = members.pickSuch(chance, ({ state }) => state.keys.size > 0);
  if (!member) return undefined;
  const keyId = chance.pick([...member.state.keys.keys()]);
  return about(room, member, () => ({ type: 'RevokeKey', keyId }));
};

export const adoptPolicy: Step = (room) => {
  const editor = room.somebody('editor');
  return editor && adopt(room, editor);
};

/** What the ledger says once it has judged what was open. */
export const applyPolicy: Step = ({ policy, scribe }) => {
  const { policy: inForce } = policy.state;
  if (!inForce) return undefined;
  const command = { type: 'MarkApplied', version: inForce.version } as const;
  return scribe.record(scribe.turn(SYSTEM), policy, policyDecider, command);
};

function adopt(room: Newsroom, actor: Actor): GeneratedAppend | undefined {
  const { policy, chance, scribe } = room;
  const first = policy.state.policy === undefined;
  const strictness = !first && {
    quorum: chance.int(2, 3),
    distinctOrganizations: chance.happens(500),
  };
  return scribe.record(scribe.turn(actor), policy, policyDecider, {
    type: 'AdoptPolicy',
    policy: { ...DEFAULT_POLICY, ...strictness },
    reviewers: { members: 100, organizations: 100 },
  });
}

function enrolAs(roles: readonly Role[]): Step {
  return (room) => enrol(room, adminOf(room), roles, (member) => room.members.add(member));
}

function enrol(
  { chance, scribe }: Newsroom,
  actor: Actor,
  roles: readonly Role[],
  enrolled: (member: OpenMember) => void,
): GeneratedAppend | undefined {
  const turn = scribe.turn(actor);
  const member: OpenMember = newStream(turn, 'member', memberDecider);
  const [name, organization] = [chance.pick(PEOPLE), chance.pick(ORGANIZATIONS)];
  const command: MemberCommand = { type: 'EnrolMember', name, organization, roles };
  const append = scribe.record(turn, member, memberDecider, command);
  if (append) enrolled(member);
  return append;
}

type Wish = (member: OpenMember, admin: Actor, turn: Turn) => MemberCommand;

function aboutSomebody(room: Newsroom, wish: Wish): GeneratedAppend | undefined {
  const member = room.members.pick(room.chance);
  return member && about(room, member, wish);
}

function about(room: Newsroom, member: OpenMember, wish: Wish): GeneratedAppend | undefined {
  const admin = adminOf(room);
  const turn = room.scribe.turn(admin);
  return room.scribe.record(turn, member, memberDecider, wish(member, admin, turn));
}

function adminOf({ admin }: Newsroom): Actor {
  return admin ? actorOf(admin) : LEDGER;
}
