import type { Kysely } from 'kysely';

import type { Stance } from '../../../events/citation/citation-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { heldAt } from '../../queries/as-of.js';
import { countedVerdicts } from '../../reviews/counted-verdicts.js';
import { webAddress } from '../published.js';
import type { PublicationAnswer } from './publications.js';

/** What a page shows of a citation. */
export interface PageCitation {
  readonly stance: Stance;
  /** The source's own words; those of the quote where they were not found; null where it is cited as a whole. */
  readonly words: string | null;
  readonly title: string;
  /** An http or https URL. */
  readonly url: string | null;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  readonly withdrawn: boolean;
}

/** What stands behind the finding that a publication tells. */
export interface PageEvidence {
  readonly citations: readonly PageCitation[];
  /** Whether there are more citations than those. */
  readonly more: boolean;
  /** How many reviewers give this rating, and how many another; null where the finding does not stand. */
  readonly verdicts: { readonly agreeing: number; readonly dissenting: number } | null;
}

/** How many citations a page shows. */
export const MOST_CITATIONS = 50;

/** Reads what a publication's page shows besides; a fixed number of queries. */
export async function pageEvidence(
  views: Kysely<ViewTables>,
  { claimId, question, rating, state }: PublicationAnswer,
): Promise<PageEvidence> {
  const rows = await views
    .selectFrom('citations')
    .innerJoin('sources', 'sources.source_id', 'citations.source_id')
    .select(['citations.stance', 'citations.passage', 'citations.quote'])
    .select(['sources.title', 'sources.url', 'sources.publisher', 'sources.published_at'])
    .select(['sources.language', 'sources.withdrawn'])
    .where('citations.claim_id', '=', claimId)
    .where('citations.retracted', 'is', null)
    .where(heldAt(undefined, 'citations'))
    .where(heldAt(undefined, 'sources'))
    .orderBy('citations.recorded_position')
    .orderBy('citations.citation_id')
    .limit(MOST_CITATIONS + 1)
    .execute();
  const verdicts =
    state === 'current' ? (await countedVerdicts(views, [claimId], undefined)).get(claimId) : [];
  const counted = (verdicts ?? []).filter((verdict) => verdict.question === question);
  const agreeing = counted.filter((verdict) => verdict.rating === rating).length;
  return {
    citations: rows.slice(0, MOST_CITATIONS).map((row) => ({
      stance: row.stance,
      words: parse(row.passage)?.exact ?? parse(row.quote)?.exact ?? null,
      title: row.title,
      url: webAddress(row.url),
      publisher: parse(row.publisher)?.name ?? null,
      publishedAt: row.published_at,
      language: row.language,
      withdrawn: row.withdrawn !== null,
    })),
    more: rows.length > MOST_CITATIONS,
    verdicts: state === 'current' ? { agreeing, dissenting: counted.length - agreeing } : null,
  };
}
