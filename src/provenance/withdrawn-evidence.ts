import { sql, type Kysely, type RawBuilder } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { heldAt, type AsOf } from '../queries/as-of.js';

/**
 * `select claim_id …`: the claims that rest on a withdrawn source. A citation that was not retracted
 * names it, as the cited source or in a hop, or names one that draws on it over any number of steps.
 * Goes from the withdrawn sources down, and comes to each source once, also in a circle.
 */
export function claimsOnWithdrawn(asOf: AsOf): RawBuilder<unknown> {
  return sql`select named.claim_id
    from citation_sources as named join citations as citation on citation.citation_id = named.citation_id
    where citation.retracted is null and ${heldAt(asOf, 'citation')}
      and named.source_id in (
        with recursive tainted (source_id) as (
          select source.source_id from sources as source
          where source.withdrawn is not null and ${heldAt(asOf, 'source')}
          union
          select derivation.source_id
          from tainted join derivations as derivation on derivation.from_id = tainted.source_id
          where derivation.retracted is null and ${heldAt(asOf, 'derivation')}
        )
        select source_id from tainted
      )`;
}

/** By claim: the citations among these that rest on a withdrawn source, as {@link claimsOnWithdrawn} has it. */
export type WithdrawnEvidence = ReadonlyMap<string, ReadonlySet<string>>;

/** One query, which goes up from the citations of the claims named. */
export async function restingOnWithdrawn(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<WithdrawnEvidence> {
  const found = new Map<string, Set<string>>();
  if (claimIds.length === 0) return found;
  const { rows } = await sql<{ claim_id: string; citation_id: string }>`
    with recursive resting (claim_id, citation_id, source_id) as (
      select named.claim_id, named.citation_id, named.source_id
      from citation_sources as named join citations as citation on citation.citation_id = named.citation_id
      where named.claim_id in (${sql.join(claimIds)})
        and citation.retracted is null and ${heldAt(asOf, 'citation')}
      union
      select resting.claim_id, resting.citation_id, derivation.from_id
      from resting join derivations as derivation on derivation.source_id = resting.source_id
      where derivation.retracted is null and ${heldAt(asOf, 'derivation')}
    )
    select distinct resting.claim_id, resting.citation_id
    from resting join sources as source on source.source_id = resting.source_id
    where source.withdrawn is not null and ${heldAt(asOf, 'source')}
  `.execute(views);
  for (const { claim_id, citation_id } of rows) {
    found.set(claim_id, (found.get(claim_id) ?? new Set()).add(citation_id));
  }
  return found;
}
