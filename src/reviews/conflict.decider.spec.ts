import type { Role } from '../../events/envelope.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import {
  CITATION,
  cited,
  claimWithdrawn,
  conflicted,
  conflictRetracted,
  judged,
  recorded,
  reviewer,
  reviewing,
  verdictWithdrawn,
} from '../../test/support/claim-stream.js';
import { eventsOf, given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { standingConflict } from '../claims/claim.state.js';
import { conflictDecider, type ConflictCommand, type DeclareConflict } from './conflict.decider.js';

const NOW = '2025-10-14T08:00:00.000Z';
const AGAIN = { conflictId: uuid(79) };

const deciding = (...more: ClaimStreamEvent[]) =>
  given(conflictDecider, recorded(), cited(CITATION), ...more);

const declare = (n: number, changes: Partial<DeclareConflict> = {}): DeclareConflict => ({
  type: 'DeclareConflict',
  ...conflicted(n).data,
  now: NOW,
  ...reviewing(n),
  ...changes,
});

const retract = (n: number, by = n, role: Role = 'reviewer'): ConflictCommand => ({
  type: 'RetractConflict',
  ...conflictRetracted(n).data,
  actor: { ...reviewer(by), roles: [role] },
});

describe('declaring a conflict of interest', () => {
  it('records it, for ever or until then', () => {
    expect(deciding().when(declare(1))).toEqual({ events: [conflicted(1)] });
    const until = { expires: '2026' };
    expect(deciding().when(declare(1, until))).toEqual({ events: [conflicted(1, until)] });
  });

  it('withdraws the member’s active verdicts with it', () => {
    const reason = 'The reviewer declared a conflict of interest.';
    const said = judged(2, 'said', { question: 'attribution', reviewer: reviewer(1) });
    const decision = deciding(judged(1, 'true'), said, judged(3, 'true')).when(declare(1));
    expect(decision).toEqual({
      events: [conflicted(1), verdictWithdrawn(2, reason), verdictWithdrawn(1, reason)],
    });
  });

  it('records nothing where this very one is on record', () => {
    expect(deciding(conflicted(1)).when(declare(1))).toEqual({ events: [] });
  });

  it.each<[string, ClaimStreamEvent[]]>([
    ['for another member', [conflicted(2)]],
    ['after one that has ended', [conflicted(1, { expires: '2025-10-14T08:00:00Z' })]],
    ['after one that was retracted', [conflicted(1), conflictRetracted(1)]],
    ['on a withdrawn claim', [claimWithdrawn]],
  ])('is recorded %s', (_, events) => {
    expect(eventsOf(deciding(...events).when(declare(1, AGAIN)))).toEqual([conflicted(1, AGAIN)]);
  });

  it.each<[string, ClaimStreamEvent[], Partial<DeclareConflict>, string]>([
    ['while one stands', [conflicted(1)], AGAIN, 'rule conflict-already-declared'],
    [
      'while one has not ended',
      [conflicted(1, { expires: '2025-10-14' })],
      AGAIN,
      'rule conflict-already-declared',
    ],
    [
      'while another than the retracted one stands',
      [conflicted(1), conflictRetracted(1), conflicted(1, AGAIN)],
      { conflictId: uuid(78) },
      'rule conflict-already-declared',
    ],
    ['until a day that is over', [], { expires: '2025-10-13' }, 'invalid expiry-passed /expires'],
    ['until now', [], { expires: '2025-10-14T08:00:00Z' }, 'invalid expiry-passed /expires'],
    ['until no date', [], { expires: '2026-02-30' }, 'invalid no-such-date /expires'],
  ])('is refused %s', (_, events, changes, refusal) => {
    expect(refusalOf(deciding(...events).when(declare(1, changes)))).toBe(refusal);
  });
});

describe('retracting a conflict of interest', () => {
  const ended = conflicted(1, { expires: '2025-10-13' });

  it.each<[string, ClaimStreamEvent[], ConflictCommand]>([
    ['by whoever declared it', [conflicted(1)], retract(1)],
    ['by an editor', [conflicted(1)], retract(1, 9, 'editor')],
    ['that has ended', [ended], retract(1)],
    ['on a withdrawn claim', [conflicted(1), claimWithdrawn], retract(1)],
  ])('is recorded %s', (_, events, command) => {
    expect(deciding(...events).when(command)).toEqual({ events: [conflictRetracted(1)] });
  });

  it('brings no verdict back', () => {
    const { state } = deciding(
      judged(1, 'true'),
      conflicted(1),
      verdictWithdrawn(1),
      conflictRetracted(1),
    );
    expect([...state.verdicts.values()]).toMatchObject([{ active: false }]);
    expect(standingConflict(state, reviewer(1).id, NOW)).toBeUndefined();
  });

  it.each<[string, ClaimStreamEvent[], ConflictCommand, string]>([
    [
      'to another reviewer',
      [conflicted(1)],
      retract(1, 2),
      'separation-of-duties conflict-not-yours',
    ],
    [
      'a second time',
      [conflicted(1), conflictRetracted(1)],
      retract(1),
      'rule conflict-already-retracted',
    ],
    ['of what was never declared', [], retract(1), 'not-found conflict-unknown'],
  ])('is refused %s', (_, events, command, refusal) => {
    expect(refusalOf(deciding(...events).when(command))).toBe(refusal);
  });
});

it.each([declare(1), retract(1)])('nothing happens to an unknown claim: $type', (command) => {
  expect(refusalOf(given(conflictDecider).when(command))).toBe('not-found claim-unknown');
});
