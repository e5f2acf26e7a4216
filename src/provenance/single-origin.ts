import { sql, type Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { nextTurn } from '../following/pause.js';
import { heldAt, type AsOf } from '../queries/as-of.js';
import { claimProvenances } from './claim-provenances.js';
import { isOfSingleOrigin } from './independence/independence.js';

/**
 * Those of the claims that citations bear out of which no two are of known origins that are
 * independent. Only where two or more count is it asked where they come from: five queries, however
 * many claims there are.
 */
export async function claimsOfSingleOrigin(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Set<string>> {
  if (claimIds.length === 0) return new Set();
  const counted = await countingCitations(views, claimIds, asOf);
  const several = claimIds.filter((id) => (counted.get(id) ?? 0) > 1);
  const provenances = await claimProvenances(views, several, asOf);
  const single = new Set<string>();
  for (const id of claimIds) {
    const provenance = provenances.get(id);
    if (provenance ? isOfSingleOrigin(provenance) : counted.get(id) === 1) single.add(id);
    // How long a claim takes is up to those who declare derivations.
    if (provenance) await nextTurn();
  }
  return single;
}

/** How many citations support each claim and name no withdrawn source; see `originSets`. */
async function countingCitations(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Map<string, number>> {
  const { rows } = await sql<{ claim_id: string; counting: number }>`
    select citation.claim_id, count(*) as counting
    from citations as citation
    where citation.claim_id in (${sql.join(claimIds)})
      and citation.retracted is null and citation.stance in ('makes', 'supports')
      and ${heldAt(asOf, 'citation')}
      and not exists (
        select 1
        from citation_sources as named join sources as source on source.source_id = named.source_id
        where named.claim_id = citation.claim_id and named.citation_id = citation.citation_id
          and source.withdrawn is not null and ${heldAt(asOf, 'source')}
      )
    group by citation.claim_id
  `.execute(views);
  return new Map(rows.map(({ claim_id, counting }) => [claim_id, counting]));
}
