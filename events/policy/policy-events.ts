import Type, { type Static } from 'typebox';

import { renamed, type Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Question, text } from '../fields.js';

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

const quorum = Type.Integer({ minimum: 1, maximum: 100 });

/** How many days after it was given a verdict expires that names no date itself. */
const expiresAfterDays = Type.Integer({ minimum: 1, maximum: 3_650 });

const policy = {
  version: Type.Integer({ minimum: 1 }),
  /** Distinct reviewers that must agree for a finding. */
  quorum,
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

const policyV2 = {
  ...policy,
  /** Whether the quorum counts organizations instead of reviewers. */
  distinctOrganizations: Type.Boolean(),
};

/** The event while a policy was the same for all questions and topics, and of nothing but findings. */
export const PolicyAdoptedV2 = defineEvent(
  'PolicyAdopted',
  2,
  Type.Object(policyV2, { additionalProperties: false }),
);

/** What is otherwise for a question, for the claims of a topic, or for a question of those. */
export const PolicyOverride = Type.Object(
  {
    question: Type.Optional(Question),
    topic: Type.Optional(text(100)),
    quorum: Type.Optional(quorum),
    distinctOrganizations: Type.Optional(Type.Boolean()),
    /** Only where the question is named, too. */
    scale: Type.Optional(scale),
    expiresAfterDays: Type.Optional(expiresAfterDays),
  },
  { $id: 'PolicyOverride', additionalProperties: false },
);
export type PolicyOverride = Static<typeof PolicyOverride>;

/** Roles that a policy may let publish. Auditors look at what others have done. */
export const PUBLISHER_ROLES = ['contributor', 'reviewer', 'editor', 'admin'] as const;

/** What becomes of the active verdicts of a member who is suspended. */
export const SUSPENDED_VERDICTS = ['stand', 'are-withdrawn'] as const;
export type SuspendedVerdicts = (typeof SUSPENDED_VERDICTS)[number];

export const PolicyAdopted = defineEvent(
  'PolicyAdopted',
  3,
  Type.Object(
    {
      ...policyV2,
      expiresAfterDays: Type.Optional(expiresAfterDays),
      /** Of several that hold for a claim, what stands later wins. */
      overrides: Type.Array(PolicyOverride, { maxItems: 100 }),
      suspendedVerdicts: Type.Enum([...SUSPENDED_VERDICTS]),
      publishing: Type.Object(
        {
          roles: Type.Array(Type.Enum([...PUBLISHER_ROLES]), { minItems: 1, uniqueItems: true }),
          /** Whether somebody may publish a finding that their own verdict carries. */
          byCarriers: Type.Boolean(),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
);

export const policyAdoptedUpcasts: readonly Upcast[] = [
  renamed('PolicyAdopted', 1, 'distinctOrganisations', 'distinctOrganizations'),
  { type: 'PolicyAdopted', from: 2, to: 3, upcast: (data) => ({ ...data, ...UNSAID }) },
];

export type Policy = EventOf<typeof PolicyAdopted>['data'];

/** What a policy says that does not speak of it, as those before the third version did not. */
export const UNSAID: Pick<Policy, 'overrides' | 'suspendedVerdicts' | 'publishing'> = {
  overrides: [],
  suspendedVerdicts: 'stand',
  publishing: { roles: ['editor'], byCarriers: true },
};

/** The ledger has judged by that version what was open when it was adopted. Findings that stood, stand. */
export const PolicyApplied = defineEvent(
  'PolicyApplied',
  1,
  Type.Object({ version: Type.Integer({ minimum: 1 }) }, { additionalProperties: false }),
);

/** The events of this subject, in the versions that are written today. */
export const policyEvents = [PolicyAdopted, PolicyApplied] as const;

export type PolicyEvent = EventOf<(typeof policyEvents)[number]>;
