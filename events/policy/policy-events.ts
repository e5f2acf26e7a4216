import Type, { type Static } from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { text } from '../fields.js';

/** One step of a rating scale. */
export const Rating = Type.Object(
  {
    rating: Type.String({ pattern: '^[a-z][a-z0-9-]{0,49}$' }),
    label: text(100),
    definition: text(500),
    /** Its number on the scale (ClaimReview's ratingValue); left out for ratings off the scale. */
    value: Type.Optional(Type.Number()),
    /** False where the rating settles nothing: a prediction may get it before its date. */
    final: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Rating = Static<typeof Rating>;

const scale = Type.Array(Rating, { minItems: 2, maxItems: 20 });

export const PolicyAdopted = defineEvent(
  'PolicyAdopted',
  1,
  Type.Object(
    {
      version: Type.Integer({ minimum: 1 }),
      /** Distinct reviewers that must agree for a finding. */
      quorum: Type.Integer({ minimum: 1, maximum: 100 }),
      /** Whether the quorum counts organisations instead of reviewers. */
      distinctOrganisations: Type.Boolean(),
      scales: Type.Object({ veracity: scale, attribution: scale }, { additionalProperties: false }),
    },
    { additionalProperties: false },
  ),
);

export type Policy = EventOf<typeof PolicyAdopted>['data'];

/** The events of this subject, in the versions that are written today. */
export const policyEvents = [PolicyAdopted] as const;

export type PolicyEvent = EventOf<(typeof policyEvents)[number]>;
