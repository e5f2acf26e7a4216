import { sql, type Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { nextTurn } from '../following/pause.js';
import { heldAt, type AsOf } from '../queries/as-of.js';
import { claimProvenances } from './claim-provenances.js';
import type { ClaimProvenance } from './independence/claim-provenance.js';
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
  const single = await singleAmong(provenances);
  const isSingle = (id: string) => (provenances.has(id) ? single.has(id) : counted.get(id) === 1);
  return new Set(claimIds.filter(isSingle));
}

/**
 * Those of the claims that are of a single origin, read together. How long one takes is up to those who
 * declare derivations: claims with the same evidence are worked out once, and others get a turn in between.
 */
export async function singleAmong(
  provenances: ReadonlyMap<string, ClaimProvenance>,
): Promise<ReadonlySet<string>> {
  const known = new Map<string, boolean>();
  const single = new Set<string>();
  for (const [id, provenance] of provenances) {
    const key = evidenceOf(provenance);
    let isSingle = known.get(key);
    if (isSingle === undefined) {
      isSingle = isOfSingleOrigin(provenance);
      known.set(key, isSingle);
      await nextTurn();
    }
    if (isSingle) single.add(id);
  }
  return single;
}

/** All that tells the origins of a claim from those of others that are read with it. */
function evidenceOf({ citations }: ClaimProvenance): string {
  const each = citations.map(({ sourceId, stance, attribution, retracted }) =>
    JSON.stringify([sourceId, stance, attribution, retracted]),
  );
  return JSON.stringify(each.sort());
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
