import { sql, type Kysely } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { ViewTables } from '../../../projections/view-tables.js';

/** Positions from behind the first up to and with the second. */
export interface Stretch {
  readonly behind: Position;
  readonly to: Position;
}

/**
 * The claims, by id, that the changes of sources and identifications in a stretch of the log reach: a
 * citation names the source or one that draws on it, or a source or hop names somebody of those that
 * were identified, over any chain of identifications. Citations and mentions that no longer hold are
 * among them. A derivation that held when the source changed and was retracted since is a change of its
 * own, so that the claims below it are not missed.
 *
 * @param after only claims with later ids
 */
export async function touchedClaims(
  views: Kysely<ViewTables>,
  { behind, to }: Stretch,
  after: string,
  limit: number,
): Promise<string[]> {
  const changed = (kind: 'source' | 'agent') => sql`(select change.id
    from evidence_changes as change
    where change.changed_position > ${behind} and change.changed_position <= ${to}
      and change.kind = ${kind})`;
  const { rows } = await sql<{ claim_id: string }>`
    with recursive near (identifier) as (
      select known.identifier from agent_identifiers as known
      where known.identification_id in ${changed('agent')}
      union
      select other.identifier
      from near
      join agent_identifiers as own on own.identifier = near.identifier
      join agent_identifiers as other on other.identification_id = own.identification_id
    ),
    touched (source_id) as (
      select source.id from ${changed('source')} as source
      union
      select mention.id
      from near join agent_mentions as mention on mention.identifier = near.identifier
      where mention.kind = 'source'
      union
      select derivation.source_id
      from touched join derivations as derivation on derivation.from_id = touched.source_id
      where derivation.retracted is null and derivation.valid_to is null
    )
    select named.claim_id
    from touched join citation_sources as named on named.source_id = touched.source_id
    where named.claim_id > ${after}
    union
    select mention.id
    from near join agent_mentions as mention on mention.identifier = near.identifier
    where mention.kind = 'claim' and mention.id > ${after}
    order by claim_id
    limit ${limit}
  `.execute(views);
  return rows.map(({ claim_id }) => claim_id);
}
