import { sql, type Kysely, type RawBuilder } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { heldAt, type AsOf } from '../queries/as-of.js';
import { upwardFrom } from './claim-provenances.js';

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

/** The citations that rest on a withdrawn source, by claim, as {@link claimsOnWithdrawn} has it. */
export type WithdrawnEvidence = ReadonlyMap<string, ReadonlySet<string>>;

/**
 * Goes up from the citations of the claims named, and comes to each source once, however many of them
 * draw on it.
 */
export async function restingOnWithdrawn(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<WithdrawnEvidence> {
  const found = new Map<string, Set<string>>();
  if (claimIds.length === 0) return found;
  const withdrawn = await withdrawnAbove(views, claimIds, asOf);
  if (withdrawn.length === 0) return found;
  const tainted = drawingOn(withdrawn, await derivationsAbove(views, claimIds, asOf));
  const { rows } = await sql<NamedSource>`
    select named.claim_id, named.citation_id, named.source_id
    from citation_sources as named join citations as citation on citation.citation_id = named.citation_id
    where named.claim_id in (${sql.join(claimIds)})
      and citation.retracted is null and ${heldAt(asOf, 'citation')}
  `.execute(views);
  for (const { claim_id, citation_id, source_id } of rows) {
    if (!tainted.has(source_id)) continue;
    found.set(claim_id, (found.get(claim_id) ?? new Set()).add(citation_id));
  }
  return found;
}

type NamedSource = Pick<ViewTables['citation_sources'], 'claim_id' | 'citation_id' | 'source_id'>;

async function withdrawnAbove(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<string[]> {
  const { rows } = await sql<Pick<ViewTables['sources'], 'source_id'>>`
    ${upwardFrom(claimIds, asOf)}
    select source.source_id from sources as source
    where source.source_id in (select source_id from upward)
      and source.withdrawn is not null and ${heldAt(asOf, 'source')}
  `.execute(views);
  return rows.map(({ source_id }) => source_id);
}

type Step = Pick<ViewTables['derivations'], 'source_id' | 'from_id'>;

async function derivationsAbove(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  asOf: AsOf,
): Promise<Step[]> {
  const { rows } = await sql<Step>`
    ${upwardFrom(claimIds, asOf)}
    select derivation.source_id, derivation.from_id from derivations as derivation
    where derivation.source_id in (select source_id from upward)
      and derivation.retracted is null and ${heldAt(asOf, 'derivation')}
  `.execute(views);
  return rows;
}

/** The sources themselves, and all that draw on them. */
function drawingOn(sources: readonly string[], steps: readonly Step[]): ReadonlySet<string> {
  const below = new Map<string, string[]>();
  for (const { source_id, from_id } of steps) {
    const known = below.get(from_id);
    if (known) known.push(source_id);
    else below.set(from_id, [source_id]);
  }
  const reached = new Set(sources);
  // A set shows what is added while it is walked.
  for (const id of reached) for (const source of below.get(id) ?? []) reached.add(source);
  return reached;
}
