import type { Actor } from '../../events/envelope.js';
import { RELATION_KINDS, type RelationKind } from '../../events/claim/claim-events.js';
import type { ClaimStreamEvent } from '../../events/ledger-event.js';
import { AUTHOR, claimWithdrawn, recorded } from '../../test/support/claim-stream.js';
import { given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { relationDecider, type RelateClaims, type UnrelateClaims } from './relation.decider.js';

const [CLAIM, OTHER, RELATION, LATER] = [uuid(10), uuid(11), uuid(20), uuid(21)];

const relate = (changes: Partial<RelateClaims> = {}): RelateClaims => ({
  type: 'RelateClaims',
  claimId: CLAIM,
  relationId: RELATION,
  kind: 'same-as',
  to: OTHER,
  other: { recorded: true, saysSo: false },
  ...changes,
});

function related(
  kind: RelationKind = 'same-as',
  changes: { relationId?: string; note?: string } = {},
): ClaimStreamEvent {
  return { type: 'ClaimRelated', data: { relationId: RELATION, kind, to: OTHER, ...changes } };
}

const unrelated: ClaimStreamEvent = {
  type: 'ClaimUnrelated',
  data: { relationId: RELATION, reason: 'misread' },
};

describe('relating a claim to another', () => {
  it.each(RELATION_KINDS)('records that it is %s', (kind) => {
    const decision = given(relationDecider, recorded()).when(relate({ kind }));
    expect(decision).toEqual({ events: [related(kind)] });
  });

  it('records a note', () => {
    const note = 'It is the same speech.';
    const decision = given(relationDecider, recorded()).when(relate({ note }));
    expect(decision).toEqual({ events: [related('same-as', { note })] });
  });

  it.each<[string, ClaimStreamEvent[], Partial<RelateClaims>]>([
    ['not-found claim-unknown', [], {}],
    ['invalid relation-to-itself /claimId', [recorded()], { to: CLAIM }],
    ['rule claim-withdrawn', [recorded(), claimWithdrawn], {}],
    [
      'rule related-claim-unknown /claimId',
      [recorded()],
      { other: { recorded: false, saysSo: false } },
    ],
    ['rule relation-already-recorded /claimId', [recorded(), related()], { relationId: LATER }],
    [
      'rule relation-already-recorded /claimId',
      [recorded()],
      { other: { recorded: true, saysSo: true } },
    ],
    [
      'rule relation-already-recorded /claimId',
      [recorded()],
      { kind: 'contradicts', other: { recorded: true, saysSo: true } },
    ],
  ])('is refused: %s', (refusal, events, changes) => {
    expect(refusalOf(given(relationDecider, ...events).when(relate(changes)))).toBe(refusal);
  });

  it.each<[string, ClaimStreamEvent[], Partial<RelateClaims>]>([
    ['in another way', [related('narrows')], { relationId: LATER }],
    ['again, after it was taken back', [related(), unrelated], { relationId: LATER }],
    [
      'so as the other is to this one',
      [],
      { kind: 'narrows', other: { recorded: true, saysSo: true } },
    ],
    ['to a third', [related()], { relationId: LATER, to: uuid(12) }],
  ])('is open %s', (_, events, changes) => {
    const decision = given(relationDecider, recorded(), ...events).when(relate(changes));
    expect(refusalOf(decision)).toBe('accepted');
  });
});

describe('taking a relation back', () => {
  const actor: Actor = { id: AUTHOR, roles: ['contributor'], organization: 'Desk' };
  const unrelate = (changes: Partial<UnrelateClaims> = {}): UnrelateClaims => ({
    type: 'UnrelateClaims',
    relationId: RELATION,
    reason: 'misread',
    actor,
    relatedBy: AUTHOR,
    ...changes,
  });
  const start = [recorded(), related()];

  it.each<[string, Actor]>([
    ['the member who recorded it', actor],
    ['an editor', { ...actor, id: uuid(2), roles: ['editor'] }],
  ])('is open to %s', (_, by) => {
    const decision = given(relationDecider, ...start).when(unrelate({ actor: by }));
    expect(decision).toEqual({ events: [unrelated] });
  });

  it('is open on a withdrawn claim, too', () => {
    const decision = given(relationDecider, ...start, claimWithdrawn).when(unrelate());
    expect(decision).toEqual({ events: [unrelated] });
  });

  it.each<[string, ClaimStreamEvent[], Partial<UnrelateClaims>]>([
    ['not-found claim-unknown', [], {}],
    ['not-found relation-unknown', [recorded()], { relatedBy: undefined }],
    ['separation-of-duties relation-not-yours', start, { actor: { ...actor, id: uuid(2) } }],
    ['rule relation-already-taken-back', [...start, unrelated], {}],
  ])('is refused: %s', (refusal, events, changes) => {
    expect(refusalOf(given(relationDecider, ...events).when(unrelate(changes)))).toBe(refusal);
  });
});
