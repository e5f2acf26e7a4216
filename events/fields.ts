import Type, { type Static } from 'typebox';

/**
 * The field shapes that several events share. Lengths are upper bounds for what the ledger will
 * ever have written; the API's own limits may be lower, never higher.
 */
export const Id = Type.String({ format: 'uuid' });
export const Sha256 = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** UTF-16 code units; also of what the API takes and of what is fetched. */
export const LONGEST_URL = 2_000;
export const Url = text(LONGEST_URL);

/** ISO 8601 as far as it is known: a year, a month, a day or an instant. */
export const PartialDate = Type.String({
  pattern:
    '^\\d{4}(-\\d{2}(-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2}))?)?)?$',
});

/** BCP 47, private use (`x-klingon`) and what it grandfathers (`i-default`) included. */
export const Language = Type.String({
  pattern: '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$',
  maxLength: 35,
});

export const Organization = Type.Object(
  { name: text(300) },
  { $id: 'Organization', additionalProperties: false },
);

/** Somebody who said, wrote or passed something on (schema.org Person, Organization). */
export const Agent = Type.Object(
  {
    name: text(300),
    type: Type.Optional(Type.Union([Type.Literal('person'), Type.Literal('organization')])),
    role: Type.Optional(text(200)),
    affiliation: Type.Optional(text(300)),
    sameAs: Type.Optional(Type.Array(Url, { maxItems: 20 })),
  },
  { $id: 'Agent', additionalProperties: false },
);
export type Agent = Static<typeof Agent>;

/** Who put a claim forward, or who spoke in one hop of its way. */
export const Claimant = Type.Union(
  [
    Type.Object({ kind: Type.Literal('named'), agent: Agent }, { additionalProperties: false }),
    Type.Object(
      {
        kind: Type.Literal('anonymous'),
        /** How the source describes them: "diplomatic sources familiar with the talks". */
        description: text(500),
        /** Why the source says they may know. */
        basis: Type.Optional(text(1000)),
      },
      { additionalProperties: false },
    ),
    Type.Object(
      { kind: Type.Literal('own-voice'), agent: Type.Optional(Agent) },
      { additionalProperties: false },
    ),
  ],
  { $id: 'Claimant' },
);
export type Claimant = Static<typeof Claimant>;

export const QUESTIONS = ['attribution', 'veracity'] as const;
export type Question = (typeof QUESTIONS)[number];
export const Question = Type.Union([Type.Literal('attribution'), Type.Literal('veracity')]);
