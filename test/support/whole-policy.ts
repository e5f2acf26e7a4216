import { DEFAULT_POLICY } from '../../src/policy/default-policy.js';

/** A policy that says all that one can say. */
export const WHOLE_POLICY = {
  ...DEFAULT_POLICY,
  quorum: 3,
  expiresAfterDays: 365,
  overrides: [
    {
      question: 'veracity',
      topic: 'elections',
      quorum: 2,
      distinctOrganizations: true,
      scale: DEFAULT_POLICY.scales.veracity.slice(0, 2),
      expiresAfterDays: 30,
    },
  ],
  suspendedVerdicts: 'are-withdrawn',
  publishing: { roles: ['editor'], byCarriers: false },
};
