import { ROLES, type Actor, type Role } from '../../events/envelope.js';
import type { SuspendedVerdicts } from '../../events/policy/policy-events.js';
import type { MemberEvent } from '../../events/member/member-events.js';
import {
  accept,
  refuse,
  type Decider,
  type Decision,
  type Refusal,
  type RuleOf,
} from '../deciding/decision.js';

export interface EnrolMember {
  readonly type: 'EnrolMember';
  readonly name: string;
  readonly organization: string;
  readonly roles: readonly Role[];
}

export interface ChangeRoles {
  readonly type: 'ChangeRoles';
  /** Whose roles change. */
  readonly memberId: string;
  readonly roles: readonly Role[];
  readonly actor: Actor;
}

export interface SuspendMember {
  readonly type: 'SuspendMember';
  readonly memberId: string;
  readonly reason: string;
  /** What the policy in force says of the member's verdicts. */
  readonly verdicts: SuspendedVerdicts;
  readonly actor: Actor;
}

export interface ReinstateMember {
  readonly type: 'ReinstateMember';
  readonly reason: string;
}

export interface IssueKey {
  readonly type: 'IssueKey';
  readonly keyId: string;
  readonly sha256: string;
  readonly label?: string;
}

export interface RevokeKey {
  readonly type: 'RevokeKey';
  readonly keyId: string;
}

export type MemberCommand =
  EnrolMember | ChangeRoles | SuspendMember | ReinstateMember | IssueKey | RevokeKey;

export interface KeyState {
  /** The digest of the key, in hexadecimal. */
  readonly sha256: string;
  readonly label: string | undefined;
  readonly revoked: boolean;
}

export interface MemberState {
  /** False until the member is enrolled; what follows means nothing until then. */
  readonly enrolled: boolean;
  readonly name: string;
  readonly organization: string;
  readonly roles: readonly Role[];
  readonly suspended: boolean;
  /** The keys by their ids, oldest first. */
  readonly keys: ReadonlyMap<string, KeyState>;
}

export const memberDecider: Decider<MemberState, MemberCommand, MemberEvent> = {
  initial: {
    enrolled: false,
    name: '',
    organization: '',
    roles: [],
    suspended: false,
    keys: new Map(),
  },
  evolve,
  decide,
};

const MOST_ACTIVE_KEYS = 20;

function evolve(state: MemberState, event: MemberEvent): MemberState {
  switch (event.type) {
    case 'MemberEnrolled':
      return { ...state, ...event.data, enrolled: true };
    case 'MemberRolesChanged':
      return { ...state, roles: event.data.roles };
    case 'MemberSuspended':
      return { ...state, suspended: true };
    case 'MemberReinstated':
      return { ...state, suspended: false };
    case 'KeyIssued': {
      const { keyId, sha256, label } = event.data;
      return { ...state, keys: new Map(state.keys).set(keyId, { sha256, label, revoked: false }) };
    }
    case 'KeyRevoked': {
      const key = state.keys.get(event.data.keyId);
      if (!key) return state;
      return {
        ...state,
        keys: new Map(state.keys).set(event.data.keyId, { ...key, revoked: true }),
      };
    }
  }
}

function decide(command: MemberCommand, state: MemberState): Decision<MemberEvent> {
  if (command.type === 'EnrolMember') return enrol(command, state);
  if (!state.enrolled) {
    return refuse({
      kind: 'not-found',
      rule: 'member-unknown',
      detail: 'There is no such member.',
    });
  }
  switch (command.type) {
    case 'ChangeRoles':
      return changeRoles(command, state);
    case 'SuspendMember':
      return suspend(command, state);
    case 'ReinstateMember':
      return state.suspended
        ? accept({ type: 'MemberReinstated', data: { reason: command.reason } })
        : refuse(broken('not-suspended', 'The member is not suspended.'));
    case 'IssueKey':
      return issueKey(command, state);
    case 'RevokeKey':
      return revokeKey(command, state);
  }
}

function enrol(
  { name, organization, roles }: EnrolMember,
  state: MemberState,
): Decision<MemberEvent> {
  if (state.enrolled) {
    return refuse(broken('member-already-enrolled', 'The member is enrolled already.'));
  }
  return accept({ type: 'MemberEnrolled', data: { name, organization, roles: inOrder(roles) } });
}

function changeRoles(command: ChangeRoles, state: MemberState): Decision<MemberEvent> {
  const { memberId, actor } = command;
  const roles = inOrder(command.roles);
  if (String(roles) === String(inOrder(state.roles))) {
    return refuse(broken('roles-unchanged', 'The member has these roles already.'));
  }
  if (memberId === actor.id && state.roles.includes('admin') && !roles.includes('admin')) {
    return refuse(notYourself('Nobody takes the role admin from themselves.'));
  }
  return accept({ type: 'MemberRolesChanged', data: { roles } });
}

function suspend(command: SuspendMember, state: MemberState): Decision<MemberEvent> {
  const { memberId, reason, verdicts, actor } = command;
  if (memberId === actor.id) return refuse(notYourself('Nobody suspends themselves.'));
  if (state.suspended) {
    return refuse(broken('already-suspended', 'The member was suspended before.'));
  }
  return accept({ type: 'MemberSuspended', data: { reason, verdicts } });
}

function issueKey({ keyId, sha256, label }: IssueKey, state: MemberState): Decision<MemberEvent> {
  if (state.keys.has(keyId)) return accept();
  if (state.suspended) {
    return refuse(broken('member-suspended', 'A suspended member gets no keys.'));
  }
  const active = [...state.keys.values()].filter((key) => !key.revoked);
  if (active.length >= MOST_ACTIVE_KEYS) {
    const detail = `A member has at most ${MOST_ACTIVE_KEYS} keys; revoke one first.`;
    return refuse(broken('too-many-keys', detail));
  }
  const data = { keyId, sha256, ...(label !== undefined && { label }) };
  return accept({ type: 'KeyIssued', data });
}

function revokeKey({ keyId }: RevokeKey, state: MemberState): Decision<MemberEvent> {
  const key = state.keys.get(keyId);
  if (!key) {
    const detail = 'The member has no such key.';
    return refuse({ kind: 'not-found', rule: 'key-unknown', detail });
  }
  if (key.revoked) return refuse(broken('key-already-revoked', 'The key was revoked before.'));
  return accept({ type: 'KeyRevoked', data: { keyId } });
}

function inOrder(roles: readonly Role[]): Role[] {
  return ROLES.filter((role) => roles.includes(role));
}

function broken(rule: RuleOf<'rule'>, detail: string): Refusal {
  return { kind: 'rule', rule, detail };
}

function notYourself(detail: string): Refusal {
  return { kind: 'separation-of-duties', rule: 'not-yourself', detail };
}
