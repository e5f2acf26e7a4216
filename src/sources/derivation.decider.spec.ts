import type { SharedPassages, SourceEvent } from '../../events/source/source-events.js';
import { eventsOf, given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import {
  derivationDecider,
  type AcceptSuggestion,
  type DeclareDerivation,
  type DerivationCommand,
  type DismissSuggestion,
} from './derivation.decider.js';

const [REPRINT, ORIGINAL, THIRD, DERIVATION, ANA, BEN] = [20, 21, 22, 40, 1, 2].map(uuid) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const SHARED: SharedPassages = {
  algorithm: 'shingles/1',
  snapshot: 'a'.repeat(64),
  fromSnapshot: 'b'.repeat(64),
  share: 0.75,
};

const registered: SourceEvent = {
  type: 'SourceRegistered',
  data: { type: 'article', title: 'Talks begin' },
};
const withdrawn: SourceEvent = { type: 'SourceWithdrawn', data: { reason: 'forged' } };
const declared: SourceEvent = {
  type: 'DerivationDeclared',
  data: { derivationId: DERIVATION, from: ORIGINAL, kind: 'republishes', declaredBy: ANA },
};
const retracted: SourceEvent = {
  type: 'DerivationRetracted',
  data: { derivationId: DERIVATION, reason: 'another text' },
};
const dismissed: SourceEvent = {
  type: 'DerivationSuggestionDismissed',
  data: { from: ORIGINAL, suggestion: SHARED, reason: 'both quote the statement' },
};

const declaration = {
  derivationId: uuid(41),
  sourceId: REPRINT,
  from: ORIGINAL,
  kind: 'republishes',
  declaredBy: ANA,
} as const;
const declare = (changes: Partial<DeclareDerivation> = {}): DeclareDerivation => ({
  ...declaration,
  type: 'DeclareDerivation',
  fromRegistered: true,
  ...changes,
});
const acceptance = (changes: Partial<AcceptSuggestion> = {}): AcceptSuggestion => ({
  ...declaration,
  type: 'AcceptSuggestion',
  shared: SHARED,
  ...changes,
});
const dismissal = (changes: Partial<DismissSuggestion> = {}): DismissSuggestion => ({
  type: 'DismissSuggestion',
  from: ORIGINAL,
  reason: 'both quote the statement',
  shared: SHARED,
  ...changes,
});
const retraction = (id: string, roles: 'contributor' | 'editor' = 'contributor') =>
  ({
    type: 'RetractDerivation',
    derivationId: DERIVATION,
    reason: 'another text',
    actor: { id, roles: [roles], organization: 'Desk' },
  }) as const;

describe('declaring a derivation', () => {
  it('records which source is drawn on, how, and who says so', () => {
    const decision = given(derivationDecider, registered).when(declare());
    const { derivationId, from, kind, declaredBy } = declaration;
    expect(decision).toEqual({
      events: [{ type: 'DerivationDeclared', data: { derivationId, from, kind, declaredBy } }],
    });
    const { state } = given(derivationDecider, registered, ...eventsOf(decision));
    expect(state.derivations.get(derivationId)).toEqual({
      from,
      kind,
      declaredBy,
      retracted: false,
    });
  });

  it.each<[string, readonly SourceEvent[], DerivationCommand, string]>([
    ['of itself', [registered], declare({ from: REPRINT }), 'rule derivation-from-itself'],
    [
      'of a source that is not registered',
      [registered],
      declare({ fromRegistered: false }),
      'rule derivation-source-not-registered /from',
    ],
    ['that is on record', [registered, declared], declare(), 'rule derivation-already-declared'],
    ['of a withdrawn source', [registered, withdrawn], declare(), 'rule source-withdrawn'],
    ['of an unknown source', [], declare(), 'not-found source-unknown'],
  ])('is refused %s', (_, events, command, refusal) => {
    expect(refusalOf(given(derivationDecider, ...events).when(command))).toBe(refusal);
  });

  it.each<[string, readonly SourceEvent[], DerivationCommand]>([
    ['in another way', [registered, declared], declare({ kind: 'translates' })],
    ['from another source', [registered, declared], declare({ from: THIRD })],
    ['again after its retraction', [registered, declared, retracted], declare()],
    ['after a suggestion of it was dismissed', [registered, dismissed], declare()],
  ])('is recorded %s', (_, events, command) => {
    expect(eventsOf(given(derivationDecider, ...events).when(command))).toHaveLength(1);
  });

  it('records nothing where this very one is on record', () => {
    const decision = given(derivationDecider, registered, declared).when(
      declare({ derivationId: DERIVATION }),
    );
    expect(decision).toEqual({ events: [] });
  });
});

describe('accepting a suggestion', () => {
  it('records the derivation with what the two share', () => {
    const decision = given(derivationDecider, registered).when(acceptance());
    expect(eventsOf(decision)[0]?.data).toMatchObject({ from: ORIGINAL, suggestion: SHARED });
  });

  it.each<[string, readonly SourceEvent[], DerivationCommand, string]>([
    [
      'where the two share nothing',
      [registered],
      acceptance({ shared: undefined }),
      'rule nothing-shared',
    ],
    ['of itself', [registered], acceptance({ from: REPRINT }), 'rule derivation-from-itself'],
    ['that is on record', [registered, declared], acceptance(), 'rule derivation-already-declared'],
    ['of a withdrawn source', [registered, withdrawn], acceptance(), 'rule source-withdrawn'],
  ])('is refused %s', (_, events, command, refusal) => {
    expect(refusalOf(given(derivationDecider, ...events).when(command))).toBe(refusal);
  });

  it('is possible after it was dismissed', () => {
    const decision = given(derivationDecider, registered, dismissed).when(acceptance());
    expect(eventsOf(decision)).toHaveLength(1);
  });
});

describe('dismissing a suggestion', () => {
  it('records what the two share, and why that is no derivation', () => {
    const decision = given(derivationDecider, registered).when(dismissal());
    expect(decision).toEqual({ events: [dismissed] });
  });

  it.each<[string, readonly SourceEvent[], DerivationCommand, string]>([
    [
      'where the two share nothing',
      [registered],
      dismissal({ shared: undefined }),
      'rule nothing-shared',
    ],
    ['a second time', [registered, dismissed], dismissal(), 'rule suggestion-already-dismissed'],
    [
      'of a derivation on record',
      [registered, declared],
      dismissal(),
      'rule derivation-already-declared',
    ],
    ['of a withdrawn source', [registered, withdrawn], dismissal(), 'rule source-withdrawn'],
    ['of an unknown source', [], dismissal(), 'not-found source-unknown'],
  ])('is refused %s', (_, events, command, refusal) => {
    expect(refusalOf(given(derivationDecider, ...events).when(command))).toBe(refusal);
  });

  it('is possible once the derivation is retracted', () => {
    const decision = given(derivationDecider, registered, declared, retracted).when(dismissal());
    expect(decision).toEqual({ events: [dismissed] });
  });
});

describe('retracting a derivation', () => {
  it.each([
    ['who declared it', retraction(ANA)],
    ['an editor', retraction(BEN, 'editor')],
  ])('is for %s', (_, command) => {
    const decision = given(derivationDecider, registered, declared).when(command);
    expect(decision).toEqual({ events: [retracted] });
    const { state } = given(derivationDecider, registered, declared, retracted);
    expect(state.derivations.get(DERIVATION)?.retracted).toBe(true);
  });

  it('is possible after the source is withdrawn', () => {
    const decision = given(derivationDecider, registered, declared, withdrawn).when(
      retraction(ANA),
    );
    expect(decision).toEqual({ events: [retracted] });
  });

  it.each<[string, readonly SourceEvent[], DerivationCommand, string]>([
    [
      'to somebody else',
      [registered, declared],
      retraction(BEN),
      'separation-of-duties derivation-not-yours',
    ],
    [
      'a second time',
      [registered, declared, retracted],
      retraction(ANA),
      'rule derivation-already-retracted',
    ],
    ['of what was never declared', [registered], retraction(ANA), 'not-found derivation-unknown'],
    ['of an unknown source', [], retraction(ANA), 'not-found source-unknown'],
  ])('is refused %s', (_, events, command, refusal) => {
    expect(refusalOf(given(derivationDecider, ...events).when(command))).toBe(refusal);
  });
});
