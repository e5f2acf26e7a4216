import * as fc from 'fast-check';

import type { ClaimData } from '../../events/claim/claim-events.js';
import { given, refusalOf } from '../../test/support/given.js';
import { uuid } from '../../test/support/recorded-history.js';
import { ById } from './by-id.js';
import { claimDecider } from './claim.decider.js';

const fact: ClaimData = {
  text: 'Talks on phase two have started',
  kind: 'fact',
  claimant: { kind: 'own-voice' },
  topics: [],
  recordedBy: uuid(1),
};
const resolves = { by: '2026-06-30', criterion: 'Both parties say so' };
const prediction: ClaimData = { ...fact, kind: 'prediction', resolves };

const recorded = { type: 'ClaimRecorded', data: fact } as const;
const withdrawn = { type: 'ClaimWithdrawn', data: { reason: 'recorded twice' } } as const;
const withdraw = { type: 'WithdrawClaim', reason: 'recorded twice' } as const;

describe('recording a claim', () => {
  it.each([fact, prediction])('records what was given: $kind', (claim) => {
    const decision = given(claimDecider).when({ type: 'RecordClaim', claim });
    expect(decision).toEqual({ events: [{ type: 'ClaimRecorded', data: claim }] });
  });

  it.each<[string, ClaimData]>([
    ['invalid prediction-needs-resolves /resolves', { ...fact, kind: 'prediction' }],
    ['invalid only-predictions-resolve /resolves', { ...fact, resolves }],
    ['invalid only-predictions-resolve /resolves', { ...prediction, kind: 'opinion' }],
    [
      'invalid no-such-date /resolves/by',
      { ...prediction, resolves: { ...resolves, by: '2026-06-31' } },
    ],
    ['invalid no-such-date /statedAt', { ...fact, statedAt: '2025-00' }],
  ])('is refused: %s', (refusal, claim) => {
    expect(refusalOf(given(claimDecider).when({ type: 'RecordClaim', claim }))).toBe(refusal);
  });

  it('is refused a second time', () => {
    const decision = given(claimDecider, recorded).when({ type: 'RecordClaim', claim: fact });
    expect(refusalOf(decision)).toBe('rule claim-already-recorded');
  });
});

describe('withdrawing a claim', () => {
  it('records the reason', () => {
    expect(given(claimDecider, recorded).when(withdraw)).toEqual({ events: [withdrawn] });
  });

  it('is refused a second time', () => {
    const decision = given(claimDecider, recorded, withdrawn).when(withdraw);
    expect(refusalOf(decision)).toBe('rule claim-already-withdrawn');
  });

  it('is refused for an unknown claim', () => {
    expect(refusalOf(given(claimDecider).when(withdraw))).toBe('not-found claim-unknown');
  });
});

describe('a map by id', () => {
  it('does what a map does, and leaves earlier ones as they were', () => {
    const steps = fc.array(fc.tuple(fc.nat(600).map(uuid), fc.nat()), { maxLength: 400 });
    fc.assert(
      fc.property(steps, (pairs) => {
        const expected = new Map<string, number>();
        let map = ById.empty<number>();
        for (const [id, value] of pairs) {
          const [before, known] = [map, map.get(id)];
          map = map.with(id, value);
          expected.set(id, value);
          expect(before.get(id)).toBe(known);
        }
        expect([...map.values()].sort()).toEqual([...expected.values()].sort());
        for (const [id, value] of expected) expect(map.get(id)).toBe(value);
      }),
      { numRuns: 30 },
    );
  });
});
