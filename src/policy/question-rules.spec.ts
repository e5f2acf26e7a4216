import * as fc from 'fast-check';

import { QUESTIONS } from '../../events/fields.js';
import type { Policy, PolicyOverride } from '../../events/policy/policy-events.js';
import { DEFAULT_POLICY } from './default-policy.js';
import { rulesFor } from './question-rules.js';

const policyWith = (...overrides: PolicyOverride[]): Policy => ({
  ...DEFAULT_POLICY,
  version: 1,
  overrides,
});

it('are those of the policy, for whatever topic, where nothing is otherwise', () => {
  expect(rulesFor(policyWith(), 'veracity', ['elections'])).toEqual({
    quorum: 2,
    distinctOrganizations: false,
    scale: DEFAULT_POLICY.scales.veracity,
    expiresAfterDays: undefined,
  });
});

it('are otherwise for a question, for a topic, and for both together', () => {
  const policy = policyWith(
    { question: 'veracity', quorum: 3 },
    { topic: 'Elections', expiresAfterDays: 30 },
    { topic: 'health', question: 'attribution', distinctOrganizations: true },
  );
  expect(rulesFor(policy, 'veracity', [])).toMatchObject({ quorum: 3 });
  expect(rulesFor(policy, 'attribution', [])).toMatchObject({ quorum: 2 });
  expect(rulesFor(policy, 'veracity', ['elections', 'health'])).toMatchObject({
    quorum: 3,
    distinctOrganizations: false,
    expiresAfterDays: 30,
  });
  expect(rulesFor(policy, 'attribution', ['Health'])).toMatchObject({
    quorum: 2,
    distinctOrganizations: true,
    expiresAfterDays: undefined,
  });
});

it('are those of the later override where several hold', () => {
  const [three, four] = [
    { topic: 'a', quorum: 3 },
    { topic: 'b', quorum: 4 },
  ];
  expect(rulesFor(policyWith(three, four), 'veracity', ['b', 'a'])).toMatchObject({ quorum: 4 });
  expect(rulesFor(policyWith(four, three), 'veracity', ['b', 'a'])).toMatchObject({ quorum: 3 });
});

it('do not depend on the order of the topics, nor on their case', () => {
  const topic = fc.constantFrom('elections', 'Elections', 'health', 'ports');
  const override = fc.record<PolicyOverride>(
    {
      question: fc.constantFrom(...QUESTIONS),
      topic,
      quorum: fc.integer({ min: 1, max: 100 }),
      expiresAfterDays: fc.integer({ min: 1, max: 3_650 }),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.array(override), fc.array(topic), (overrides, topics) => {
      const policy = policyWith(...overrides);
      for (const question of QUESTIONS) {
        const rules = rulesFor(policy, question, topics);
        const shouted = topics.toReversed().map((each) => each.toUpperCase());
        expect(rulesFor(policy, question, shouted)).toEqual(rules);
      }
    }),
  );
});
