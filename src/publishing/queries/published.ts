import { sql, type Kysely } from 'kysely';

import { beginningOf, isPartialDate } from '../../../events/partial-date.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { policiesOf } from '../../policy/rating-labels.js';
import { heldAt } from '../../queries/as-of.js';
import { webAddress, type Appearance, type Published } from '../published.js';
import { publishedRating } from '../published-rating.js';
import type { PublicationAnswer } from './publications.js';

/** How many sources a review names of those in which its claim is made. */
const MOST_APPEARANCES = 50;

/** Adds what the public is told beside publications; three queries, however many they are. */
export async function publishedAll(
  views: Kysely<ViewTables>,
  publications: readonly PublicationAnswer[],
): Promise<Published[]> {
  if (publications.length === 0) return [];
  const claimIds = [...new Set(publications.map(({ claimId }) => claimId))];
  const rows = await views
    .selectFrom('claims')
    .select(['claim_id', 'claimant', 'stated_at', 'topics'])
    .where('claim_id', 'in', claimIds)
    .execute();
  const claims = new Map(rows.map((row) => [row.claim_id, row]));
  const policies = await policiesOf(
    views,
    publications.map(({ policyVersion }) => policyVersion),
  );
  const appearances = await appearancesOf(views, claimIds);
  return publications.flatMap((publication) => {
    const { claimId, policyVersion, question, rating } = publication;
    const claim = claims.get(claimId);
    if (!claim) return [];
    const policy = policies.get(policyVersion);
    return {
      publication,
      rating: publishedRating(policy, question, rating, parse(claim.topics)),
      claimant: parse(claim.claimant),
      statedAt: claim.stated_at,
      appearances: appearances.get(claimId) ?? [],
    };
  });
}

/** The sources, by claim, that are cited for making it and have a URL: neither withdrawn nor cited in error. */
async function appearancesOf(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
): Promise<Map<string, Appearance[]>> {
  const cited = views
    .selectFrom('citations')
    .innerJoin('sources', 'sources.source_id', 'citations.source_id')
    .select(['citations.claim_id', 'sources.source_id', 'sources.title', 'sources.url'])
    .select(['sources.publisher', 'sources.published_at', 'sources.language'])
    .distinct()
    .where('citations.claim_id', 'in', claimIds)
    .where('citations.stance', '=', 'makes')
    .where('citations.retracted', 'is', null)
    .where('sources.url', 'is not', null)
    .where('sources.withdrawn', 'is', null)
    .where(heldAt(undefined, 'citations'))
    .where(heldAt(undefined, 'sources'));
  const rows = await views
    .selectFrom(
      views
        .selectFrom(cited.as('cited'))
        .selectAll('cited')
        .select(
          sql<number>`row_number() over (
            partition by cited.claim_id
            order by cited.published_at is null, cited.published_at, cited.source_id)`.as('place'),
        )
        .as('placed'),
    )
    .selectAll()
    .where('place', '<=', MOST_APPEARANCES)
    .orderBy('claim_id')
    .orderBy('place')
    .execute();
  const appearances = new Map<string, Appearance[]>();
  for (const row of rows) {
    const url = webAddress(row.url);
    if (url === null) continue;
    const others = appearances.get(row.claim_id) ?? [];
    others.push({
      url,
      title: row.title,
      publisher: parse(row.publisher)?.name ?? null,
      publishedAt: row.published_at,
      language: row.language,
    });
    appearances.set(row.claim_id, others);
  }
  for (const each of appearances.values()) each.sort(earliestFirst);
  return appearances;
}

/** As instants: the texts are of several time zones. */
function earliestFirst(one: Appearance, other: Appearance): number {
  const [first, second] = [one, other].map(({ publishedAt }) =>
    publishedAt !== null && isPartialDate(publishedAt) ? beginningOf(publishedAt) : '~',
  ) as [string, string];
  return first < second ? -1 : Number(first > second);
}
