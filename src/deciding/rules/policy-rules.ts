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
};
