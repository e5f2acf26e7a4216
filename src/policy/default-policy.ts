import { UNSAID, type Policy } from '../../events/policy/policy-events.js';

/** What a ledger starts with, until its editors adopt another. */
export const DEFAULT_POLICY: Omit<Policy, 'version'> = {
  ...UNSAID,
  quorum: 2,
  distinctOrganizations: false,
  scales: {
    veracity: [
      {
        rating: 'true',
        label: 'True',
        definition: 'The evidence bears the claim out, and nothing of weight is left out.',
        value: 5,
        final: true,
      },
      {
        rating: 'mostly-true',
        label: 'Mostly true',
        definition: 'The claim holds in substance; a detail is wrong or needs saying.',
        value: 4,
        final: true,
      },
      {
        rating: 'mixed',
        label: 'Mixed',
        definition: 'Parts of weight hold and parts of weight do not.',
        value: 3,
        final: true,
      },
      {
        rating: 'mostly-false',
        label: 'Mostly false',
        definition: 'The claim fails in substance, though some part of it holds.',
        value: 2,
        final: true,
      },
      {
        rating: 'false',
        label: 'False',
        definition: 'The evidence shows that the claim does not hold.',
        value: 1,
        final: true,
      },
      {
        rating: 'misleading',
        label: 'Misleading',
        definition: 'The words may hold, but they leave readers believing what does not.',
        final: true,
      },
      {
        rating: 'unproven',
        label: 'Unproven',
        definition: 'The evidence at hand shows neither that the claim holds nor that it does not.',
        final: false,
      },
    ],
    attribution: [
      {
        rating: 'said',
        label: 'Said',
        definition: 'The claimant said it, in these words or with this meaning.',
        final: true,
      },
      {
        rating: 'distorted',
        label: 'Distorted',
        definition: 'The claimant said something of the kind, but with another meaning.',
        final: true,
      },
      {
        rating: 'not-said',
        label: 'Not said',
        definition: 'The evidence shows that the claimant did not say it.',
        final: true,
      },
      {
        rating: 'unverifiable',
        label: 'Unverifiable',
        definition: 'Nobody can check, from what is open to them, whether the claimant said it.',
        final: false,
      },
    ],
  },
};
