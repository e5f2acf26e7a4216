import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import type { ViewTables } from '../../../projections/view-tables.js';
import { CitationPage, listCitations, type CitationAnswer } from '../../citations/citations.js';
import { named } from '../../queries/answer-fields.js';
import type { AsOf } from '../../queries/as-of.js';
import { listVerdicts, VerdictPage } from '../../reviews/verdicts.js';
import { SourceAnswer, sourcesNamed } from '../../sources/sources.js';
import { listRelations, RelationPage } from './claim-relations.js';

/** What can come along with a claim. */
export const CLAIM_PARTS = ['citations', 'sources', 'verdicts', 'relations'] as const;
export type ClaimPart = (typeof CLAIM_PARTS)[number];

const CitedSources = named('CitedSources', {
  items: Type.Array(SourceAnswer, {
    description:
      'Those that the citations on the first page name, as what is cited or in a hop, each once, newest first.',
  }),
  next: Type.Null({ description: 'There is no other page.' }),
});

export const ClaimParts = Type.Object(
  {
    citations: Type.Optional(CitationPage),
    sources: Type.Optional(CitedSources),
    verdicts: Type.Optional(VerdictPage),
    relations: Type.Optional(RelationPage),
  },
  {
    $id: 'ClaimParts',
    description:
      'What `include` named, as of the same moment as the claim: the first pages of `GET /v1/citations?claimId=`, `GET /v1/claims/{id}/verdicts` and `GET /v1/claims/{id}/relations`, which go on with `next` as their `after`; and the sources of these citations.',
  },
);
export type ClaimParts = Static<typeof ClaimParts>;

/** Reads the first page of each part that is asked for; a fixed number of queries. */
export async function claimParts(
  views: Kysely<ViewTables>,
  claimId: string,
  parts: readonly ClaimPart[],
  asOf: AsOf,
): Promise<ClaimParts> {
  const included: ClaimParts = {};
  if (parts.includes('citations') || parts.includes('sources')) {
    const citations = await listCitations(views, { claimId }, asOf);
    if (parts.includes('citations')) included.citations = citations;
    if (parts.includes('sources')) {
      const named = citations.items.flatMap(sourcesIn);
      included.sources = { items: await sourcesNamed(views, named, asOf), next: null };
    }
  }
  if (parts.includes('verdicts')) included.verdicts = await listVerdicts(views, { claimId }, asOf);
  if (parts.includes('relations')) {
    included.relations = await listRelations(views, { claimId }, asOf);
  }
  return included;
}

function sourcesIn({ sourceId, attribution }: CitationAnswer): string[] {
  return [sourceId, ...attribution.flatMap((hop) => hop.sourceId ?? [])];
}
