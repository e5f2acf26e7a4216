import { UNSAID, type Policy, type PolicyOverride } from '../../events/policy/policy-events.js';
import { eventsOf, given, refusalOf } from '../../test/support/given.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { policyDecider, type PolicyProposal } from './policy.decider.js';
import type { ReviewersThere } from './policy-rules.js';

const MANY: ReviewersThere = { members: 9, organizations: 9 };
const adopt = (policy: PolicyProposal, reviewers = MANY) =>
  ({ type: 'AdoptPolicy', policy, reviewers }) as const;
const adopted = (version: number, policy: Omit<Policy, 'version'>) =>
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

  it('says what the proposal leaves out, whatever was in force before', () => {
    const { quorum, distinctOrganizations, scales } = DEFAULT_POLICY;
    const before = {
      ...stricter,
      suspendedVerdicts: 'are-withdrawn' as const,
      expiresAfterDays: 30,
    };
    const decision = given(policyDecider, adopted(1, before)).when(
      adopt({ quorum, distinctOrganizations, scales }),
    );
    expect(decision).toEqual({
      events: [adopted(2, { quorum, distinctOrganizations, scales, ...UNSAID })],
    });
  });

  it('is refused where nothing changes, in whatever order its members come', () => {
    const [before] = eventsOf(given(policyDecider).when(adopt(stricter)));
    const { scales, ...rest } = structuredClone(stricter);
    const reordered = { scales: { attribution: scales.attribution, veracity: scales.veracity } };
    const decision = given(policyDecider, before!).when(adopt({ ...reordered, ...rest }));
    expect(refusalOf(decision)).toBe('rule policy-unchanged');
  });

  it('may use one rating on both scales', () => {
    const { veracity } = DEFAULT_POLICY.scales;
    const scales = { veracity, attribution: veracity };
    expect(refusalOf(given(policyDecider).when(adopt({ ...DEFAULT_POLICY, scales })))).toBe(
      'accepted',
    );
  });
});

describe('a scale', () => {
  const { veracity, attribution } = DEFAULT_POLICY.scales;
  const refusal = (policy: Partial<PolicyProposal>) =>
    refusalOf(given(policyDecider).when(adopt({ ...DEFAULT_POLICY, ...policy })));

  it('has no rating twice', () => {
    const scale = [...attribution, attribution[1]!];
    expect(refusal({ scales: { veracity, attribution: scale } })).toBe(
      'invalid rating-repeated /scales/attribution/4/rating',
    );
    expect(refusal({ overrides: [{ question: 'attribution', scale }] })).toBe(
      'invalid rating-repeated /overrides/0/scale/4/rating',
    );
  });

  it('has a rating that is final', () => {
    const scale = veracity.map((rating) => ({ ...rating, final: false }));
    expect(refusal({ scales: { veracity: scale, attribution } })).toBe(
      'invalid scale-settles-nothing /scales/veracity',
    );
    expect(refusal({ overrides: [{ question: 'veracity', scale }] })).toBe(
      'invalid scale-settles-nothing /overrides/0/scale',
    );
  });
});

describe('an override', () => {
  const scale = DEFAULT_POLICY.scales.veracity;
  it.each<[string, PolicyOverride]>([
    ['accepted', { question: 'veracity', quorum: 3 }],
    ['accepted', { topic: 'elections', expiresAfterDays: 30 }],
    ['accepted', { question: 'veracity', topic: 'elections', scale }],
    ['invalid override-of-nothing /overrides/0', { quorum: 3 }],
    ['invalid override-says-nothing /overrides/0', { topic: 'elections' }],
    ['invalid override-scale-without-question /overrides/0/scale', { topic: 'elections', scale }],
  ])('is %s: %j', (outcome, override) => {
    const policy = { ...DEFAULT_POLICY, overrides: [override] };
    expect(refusalOf(given(policyDecider).when(adopt(policy)))).toBe(outcome);
  });
});

describe('a policy that the reviewers cannot meet', () => {
  const there = { members: 3, organizations: 2 };
  const outcome = (policy: Partial<PolicyProposal>, before = DEFAULT_POLICY, reviewers = there) =>
    refusalOf(
      given(policyDecider, adopted(1, before)).when(
        adopt({ ...DEFAULT_POLICY, ...policy }, reviewers),
      ),
    );

  it.each<[string, Partial<PolicyProposal>]>([
    ['accepted', { quorum: 3 }],
    ['rule policy-unsettleable', { quorum: 4 }],
    ['rule policy-unsettleable', { quorum: 3, distinctOrganizations: true }],
    ['rule policy-unsettleable', { overrides: [{ question: 'attribution', quorum: 4 }] }],
    ['rule policy-unsettleable', { overrides: [{ topic: 'elections', quorum: 4 }] }],
    [
      'accepted',
      {
        quorum: 9,
        overrides: [
          { question: 'veracity', quorum: 1 },
          { question: 'attribution', quorum: 1 },
        ],
      },
    ],
  ])('is %s: %j', (expected, policy) => {
    expect(outcome(policy)).toBe(expected);
  });

  it('is taken where the one in force cannot be met either', () => {
    expect(
      outcome({ quorum: 2, expiresAfterDays: 9 }, DEFAULT_POLICY, { members: 0, organizations: 0 }),
    ).toBe('accepted');
    expect(outcome({ quorum: 5 }, { ...DEFAULT_POLICY, quorum: 4 })).toBe('accepted');
  });

  it('is told with what is missing', () => {
    const decision = given(policyDecider, adopted(1, DEFAULT_POLICY)).when(
      adopt({ ...DEFAULT_POLICY, overrides: [{ topic: 'elections', quorum: 4 }] }, there),
    );
    expect(decision).toMatchObject({
      refusal: {
        detail:
          'No finding on the attribution of a claim on elections could be reached: 4 reviewers must agree, and the ledger has 3.',
      },
    });
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
