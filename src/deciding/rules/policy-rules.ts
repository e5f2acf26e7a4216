import { rule } from './rule.js';

/** The policy. */
export const POLICY_RULES = {
  'policy-unchanged': rule('rule', {
    meaning: 'A new version of the policy differs from the one in force.',
    reason: 'Findings name the version that they were made under; two equal ones would confuse.',
    remedy: 'Nothing needs to be done: the policy says so already.',
    example: { request: 'PUT /v1/policy', detail: 'Version 3 says the same.' },
  }),
  'rating-repeated': rule('invalid', {
    meaning: 'A scale has each rating once.',
    reason: 'A verdict names its rating by name, so the name must be clear.',
    remedy: 'Rename one of the two ratings, or leave it out.',
    example: {
      request: 'PUT /v1/policy',
      detail: 'The scale of veracity has true twice.',
      pointer: '/scales/veracity/1/rating',
    },
  }),
  'scale-settles-nothing': rule('invalid', {
    meaning: 'A scale has at least one rating that is final.',
    reason: 'A question would never be settled by a scale of which no rating settles anything.',
    remedy: 'Say `final: true` of the ratings that settle a question.',
    example: {
      request: 'PUT /v1/policy',
      detail: 'No rating of the scale of veracity is final.',
      pointer: '/scales/veracity',
    },
  }),
  'override-of-nothing': rule('invalid', {
    meaning: 'An override names the question or the topic that it is for.',
    reason:
      'What is for all questions and topics is what the policy says outside of its overrides.',
    remedy: 'Add `question` or `topic`, or change the policy itself.',
    example: {
      request: 'PUT /v1/policy',
      detail: 'An override names a question, a topic or both.',
      pointer: '/overrides/0',
    },
  }),
  'override-says-nothing': rule('invalid', {
    meaning: 'An override says what is otherwise.',
    reason: 'One that changes nothing would only hide those that do.',
    remedy:
      'Add `quorum`, `distinctOrganizations`, `scale` or `expiresAfterDays`, or leave it out.',
    example: {
      request: 'PUT /v1/policy',
      detail: 'An override says what is otherwise: the quorum, the scale or the expiry.',
      pointer: '/overrides/0',
    },
  }),
  'override-scale-without-question': rule('invalid', {
    meaning: 'An override with a scale names its question.',
    reason: 'The two questions have ratings of different kinds.',
    remedy: 'Add `question`; for both, write two overrides.',
    example: {
      request: 'PUT /v1/policy',
      detail: 'A scale is of one question, which the override must name.',
      pointer: '/overrides/0/scale',
    },
  }),
  'policy-unsettleable': rule('rule', {
    meaning: 'A new policy can be met by the reviewers that the ledger has.',
    reason: 'Where all reviewers together are fewer than the quorum, no claim could be settled.',
    retry: 'It succeeds once there are reviewers enough.',
    remedy: 'Lower the quorum, or enrol reviewers first.',
    example: {
      request: 'PUT /v1/policy',
      detail:
        'No finding on the veracity of any claim could be reached: 9 reviewers must agree, and the ledger has 3.',
    },
  }),
};
