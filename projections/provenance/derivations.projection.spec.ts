import { fold, uuid } from '../../test/support/recorded-history.js';
import { LedgerHistory } from '../../test/support/ledger-history.js';
import { ImpossibleEventError } from '../impossible-event.js';
import { sources } from '../sources/sources.projection.js';
import { derivations } from './derivations.projection.js';

const [REPRINT, ORIGINAL, DERIVATION] = [uuid(20), uuid(21), uuid(40)];
const SHARED = {
  algorithm: 'shingles/1',
  snapshot: 'a'.repeat(64),
  fromSnapshot: 'b'.repeat(64),
  share: 0.75,
};

const declared = () =>
  new LedgerHistory().source(ORIGINAL).source(REPRINT).derivation(REPRINT, DERIVATION, ORIGINAL);

it('shows which source draws on which, and how', () => {
  expect([...fold(derivations, declared().events).values()]).toEqual([
    {
      derivation_id: DERIVATION,
      source_id: REPRINT,
      from_id: ORIGINAL,
      kind: 'republishes',
      suggestion: null,
      retracted: null,
      recorded_by: uuid(1),
      recorded_at: '2025-10-14T08:00:00.000Z',
      recorded_position: '0000000000000003',
    },
  ]);
});

it('shows the suggestion that was accepted', () => {
  const { events } = new LedgerHistory().derivation(REPRINT, DERIVATION, ORIGINAL, {
    kind: 'quotes',
    suggestion: SHARED,
  });
  expect(fold(derivations, events).get(DERIVATION)).toMatchObject({
    kind: 'quotes',
    suggestion: SHARED,
  });
});

it('says who retracted it, when and why, and moves the revision of the source', () => {
  const { events } = declared()
    .at('2025-10-15T10:00:00.000Z')
    .by(uuid(9))
    .derivationRetracted(REPRINT, DERIVATION);
  expect(fold(derivations, events).get(DERIVATION)).toMatchObject({
    recorded_by: uuid(1),
    retracted: { reason: 'another text', by: uuid(9), at: '2025-10-15T10:00:00.000Z' },
  });
  expect(fold(sources, events).get(REPRINT)).toMatchObject({ revision: 2 });
});

it('stops at what cannot be', () => {
  const never = new LedgerHistory().source(REPRINT).derivationRetracted(REPRINT, DERIVATION);
  expect(() => fold(derivations, never.events)).toThrow(ImpossibleEventError);
  const twice = declared().derivation(REPRINT, DERIVATION, ORIGINAL);
  expect(() => fold(derivations, twice.events)).toThrow(ImpossibleEventError);
  const retracted = declared().derivationRetracted(REPRINT, DERIVATION);
  const again = retracted.derivationRetracted(REPRINT, DERIVATION);
  expect(() => fold(derivations, again.events)).toThrow(/retracted before/);
});
