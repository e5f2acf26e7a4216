import Type, { type Static } from 'typebox';

import { Count, Id, named, nullable } from '../../queries/answer-fields.js';
import { DERIVATION_KINDS } from '../../../events/source/source-events.js';
import { CUT_REASONS, NODE_KINDS } from '../graph/graph-builder.js';

export const PathAnswer = Type.Array(
  named('PathStep', {
    kind: Type.Enum(['cited', 'hop', ...DERIVATION_KINDS], {
      description:
        'The first step: whether the citation is of this source, or a hop names it. Then how the source before draws on this one.',
    }),
    sourceId: Id,
  }),
  { description: 'The shortest way, from the citation on.' },
);

const Origin = named('Origin', {
  kind: Type.Enum(['agent', 'publisher', 'source', 'unknown']),
  name: Type.String(),
  sourceId: nullable(Type.String({ description: 'The source that speaks for itself.' })),
});

export const IndependenceAnswer = named('Independence', {
  known: Type.Integer({
    minimum: 0,
    description:
      'How many origins that are known stand behind the claim, none of which shares anything with another.',
  }),
  unknown: Type.Integer({
    minimum: 0,
    description: 'How many more that nobody knows; each may be one of the known.',
  }),
  exact: Type.Boolean({
    description: 'False where there is too much to look through: `known` may then be wrong.',
  }),
  groups: Type.Array(
    named('OriginGroup', {
      origin: Origin,
      alsoFrom: Type.Array(Origin, { description: 'Where one citation draws on several.' }),
      citationIds: Type.Array(Id),
      reasons: Type.Array(named('OriginReason', { citationId: Id, because: Type.String() })),
    }),
    { description: 'The known ones first; as many as `known` and `unknown` together.' },
  ),
  cycles: Type.Array(Type.Array(Id), {
    description: 'Sources that draw on one another in a circle; the last draws on the first.',
  }),
});

export const ProvenanceAnswer = named('Provenance', {
  claimId: Id,
  nodes: Type.Array(
    named('ProvenanceNode', {
      id: Type.String(),
      kind: Type.Enum([...NODE_KINDS]),
      label: Type.String(),
      withdrawn: Type.Boolean(),
      retracted: Type.Boolean(),
    }),
  ),
  edges: Type.Array(
    named('ProvenanceEdge', {
      from: Type.String(),
      to: Type.String(),
      kind: Type.String({
        description:
          'The stance of a citation, the mode of a hop, the kind of a derivation, or `cites`, `in`, `published-by`, `written-by`.',
      }),
      reason: Type.String(),
    }),
  ),
  independence: IndependenceAnswer,
  withdrawnPaths: Type.Array(named('WithdrawnPath', { citationId: Id, path: PathAnswer }), {
    description: 'Of each citation that rests on a withdrawn source: how it leads to the nearest.',
  }),
  truncated: nullable(
    Type.Object(
      {
        reasons: Type.Array(Type.Enum([...CUT_REASONS])),
        depth: Count,
        limit: Count,
      },
      {
        $id: 'Truncation',
        description: 'Why nodes and edges are missing; `independence` has all the same.',
      },
    ),
  ),
});
export type ProvenanceAnswer = Static<typeof ProvenanceAnswer>;
