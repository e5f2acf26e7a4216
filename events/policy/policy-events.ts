import Type, { type Static } from 'typebox';

import { renamed } from '../catalog.js';
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
  { $id: 'Rating', additionalProperties: false },
);
export type Rating = Static<typeof Rating>;

const scale = Type.Array(Rating, { minItems: 2, maxItems: 20 });

const policy = {
  version: Type.Integer({ minimum: 1 }),
  /** Distinct reviewers that must agree for a finding. */
  quorum: Type.Integer({ minimum: 1, maximum: 100 }),
  scales: Type.Object({ veracity: scale, attribution: scale }, { additionalProperties: false }),
};

/** The event while the ledger spelt the word "organisation". */
export const PolicyAdoptedV1 = defineEvent(
  'PolicyAdopted',
  1,
  Type.Object(
    { ...policy, distinctOrganisations: Type.Boolean() },
    { additionalProperties: false },
  ),
);

export const PolicyAdopted = defineEvent(
  'PolicyAdopted',
  2,
  Type.Object(
    {
      ...policy,
      /** Whether the quorum counts organizations instead of reviewers. */
      distinctOrganizations: Type.Boolean(),
    },
    { additionalProperties: false },
  ),
);

export const policyAdoptedUpcast = renamed(
  'PolicyAdopted',
  1,
  'distinctOrganisations',
  'distinctOrganizations',
);

export type Policy = EventOf<typeof PolicyAdopted>['data'];

/** The events of this subject, in the versions that are written today. */
export const policyEvents = [PolicyAdopted] as const;

export type PolicyEvent = EventOf<(typeof policyEvents)[number]>;
