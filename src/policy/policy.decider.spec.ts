import { eventsOf, given, refusalOf } from '../../test/support/given.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { policyDecider, type PolicyProposal } from './policy.decider.js';

const adopt = (policy: PolicyProposal) => ({ type: 'AdoptPolicy', policy }) as const;
const adopted = (version: number, policy: PolicyProposal) =>
  ({ type: 'PolicyAdopted', data: { version, ...policy } }) as const;
const stricter = { ...DEFAULT_POLICY, quorum: 3 };

describe('adopting a policy', () => {
  it('numbers the versions from 1', () => {
    expect(given(policyDecider).when(adopt(DEFAULT_POLICY))).toEqual({
      events: [adopted(1, DEFAULT_POLICY)],
    });
    const decision = given(policyDecider, adopted(1, DEFAULT_POLICY)).when(adopt(stricter));
    expect(decision).toEqual({ events: [adopted(2, stricter)] });
  });

  it('is refused where nothing changes, in whatever order its members come', () => {
    const [before] = eventsOf(given(policyDecider).when(adopt(stricter)));
    const { scales, ...rest } = structuredClone(stricter);
    const reordered = { scales: { attribution: scales.attribution, veracity: scales.veracity } };
    const decision = given(policyDecider, before!).when(adopt({ ...reordered, ...rest }));
    expect(refusalOf(decision)).toBe('rule policy-unchanged');
  });

  it('is refused where a scale has a rating twice', () => {
    const { veracity, attribution } = DEFAULT_POLICY.scales;
    const scales = { veracity, attribution: [...attribution, attribution[1]!] };
    const decision = given(policyDecider).when(adopt({ ...DEFAULT_POLICY, scales }));
    expect(refusalOf(decision)).toBe('invalid rating-repeated /scales/attribution/4/rating');
  });

  it('may use one rating on both scales', () => {
    const { veracity } = DEFAULT_POLICY.scales;
    const scales = { veracity, attribution: veracity };
    expect(refusalOf(given(policyDecider).when(adopt({ ...DEFAULT_POLICY, scales })))).toBe(
      'accepted',
    );
  });
});

describe('the default policy', () => {
  const { quorum, distinctOrganizations, scales } = DEFAULT_POLICY;

  it('asks for two reviewers', () => {
    expect({ quorum, distinctOrganizations }).toEqual({ quorum: 2, distinctOrganizations: false });
  });

  it('has the scales of the domain', () => {
    expect(scales.veracity.map(({ rating, value }) => [rating, value])).toEqual([
      ['true', 5],
      ['mostly-true', 4],
      ['mixed', 3],
      ['mostly-false', 2],
      ['false', 1],
      ['misleading', undefined],
      ['unproven', undefined],
    ]);
    expect(scales.attribution.map(({ rating }) => rating)).toEqual([
      'said',
      'distorted',
      'not-said',
      'unverifiable',
    ]);
  });

  it('leaves a question open with two ratings only', () => {
    const all = [...scales.veracity, ...scales.attribution];
    expect(all.filter(({ final }) => !final).map(({ rating }) => rating)).toEqual([
      'unproven',
      'unverifiable',
    ]);
  });
});
