import { idOf, type Role } from '../../events/envelope.js';
import type { MemberEvent } from '../../events/member/member-events.js';
import { RecordedHistory, uuid } from '../../test/support/recorded-history.js';
import { AdminRights } from './admin-rights.js';

const [A, B, C] = [uuid(11), uuid(12), uuid(13)];
const OPERATOR = uuid(99);

let history: RecordedHistory;
beforeEach(() => {
  history = new RecordedHistory().by(OPERATOR);
  for (const id of [A, B, C]) enrolled(id, ['admin', 'editor']);
});

function enrolled(id: string, roles: Role[]): void {
  history.record(`member-${id}`, 'MemberEnrolled', { name: id, organization: 'Desk', roles });
}

function suspends(by: string, id: string): void {
  history.by(by).record(`member-${id}`, 'MemberSuspended', { reason: 'Left.', verdicts: 'stand' });
}

function reinstates(by: string, id: string): void {
  history.by(by).record(`member-${id}`, 'MemberReinstated', { reason: 'Back.' });
}

function changesRoles(by: string, id: string, roles: Role[]): void {
  history.by(by).record(`member-${id}`, 'MemberRolesChanged', { roles });
}

/** Whose rights are given back, by what. */
function takenBack(): string[][] {
  const rights = new AdminRights();
  for (const event of [...history.events, ...history.events]) {
    rights.apply(event, idOf(event.stream), event as unknown as MemberEvent);
  }
  return rights.toTakeBack.map(({ memberId, undoing }) => [memberId, undoing.type]);
}

it('leaves what an admin did', () => {
  suspends(A, B);
  changesRoles(A, C, ['editor']);
  expect(takenBack()).toEqual([]);
});

it.each<[string, () => void, string[][]]>([
  [
    'two suspend each other',
    () => {
      suspends(A, B);
      suspends(B, A);
    },
    [[A, 'ReinstateMember']],
  ],
  [
    'one takes the role of who suspends them',
    () => {
      changesRoles(A, B, []);
      suspends(B, A);
    },
    [[A, 'ReinstateMember']],
  ],
  [
    'one is suspended and takes the role of who did it',
    () => {
      suspends(A, B);
      changesRoles(B, A, ['editor']);
    },
    [[A, 'ChangeRoles']],
  ],
  [
    'three do it in a circle',
    () => {
      suspends(A, B);
      suspends(B, C);
      suspends(C, A);
    },
    [
      [C, 'ReinstateMember'],
      [A, 'ReinstateMember'],
    ],
  ],
])('takes back what was overtaken where %s', (_, happens, expected) => {
  happens();
  expect(takenBack()).toEqual(expected);
});

it('does not take back what is taken back already, or what came right since', () => {
  suspends(A, B);
  suspends(B, A);
  reinstates(OPERATOR, A);
  suspends(C, A);
  expect(takenBack()).toEqual([]);
});

it('leaves what is no change of rights, and what an operator did', () => {
  suspends(A, B);
  changesRoles(B, A, ['admin']);
  enrolled(uuid(14), ['editor']);
  suspends(B, uuid(14));
  suspends(OPERATOR, A);
  suspends(OPERATOR, C);
  expect(takenBack()).toEqual([]);
});

it('gives back the roles as they were', () => {
  changesRoles(A, B, []);
  changesRoles(B, A, ['reviewer']);
  const rights = new AdminRights();
  for (const event of history.events) {
    rights.apply(event, idOf(event.stream), event as unknown as MemberEvent);
  }
  expect(rights.toTakeBack).toMatchObject([
    { memberId: A, id: history.events.at(-1)!.id, undoing: { roles: ['admin', 'editor'] } },
  ]);
  expect(rights.wasOvertaken(history.position)).toBe(true);
  expect(rights.wasOvertaken(history.events.at(-2)!.position)).toBe(false);
});
