import type { Kysely } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { RowOf } from '../../../projections/engine/columns.js';
import type { claimFlags } from '../../../projections/provenance/claim-flags.projection.js';
import type { ClaimPublisherRow } from '../../../projections/provenance/claim-publishers.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { nextTurn } from '../../following/pause.js';
import { claimsOfSingleOrigin } from '../single-origin.js';
import { restingOnWithdrawn } from '../withdrawn-evidence.js';

export type FlagRow = RowOf<(typeof claimFlags)['table']['columns']>;

/** The rows of `claim_flags`, and their parts in `claim_publishers`. */
export interface FlagRows {
  readonly rows: readonly FlagRow[];
  readonly parts: readonly ClaimPublisherRow[];
}

/** Claims that are worked out in one turn of the event loop. */
const AT_ONCE = 200;

/** The rows of those of the claims that were recorded up to a position, as the views have them now. */
export async function flagRows(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  recordedTo: Position,
): Promise<FlagRows> {
  const rows: FlagRow[] = [];
  const parts: ClaimPublisherRow[] = [];
  for (let from = 0; from < claimIds.length; from += AT_ONCE) {
    if (from > 0) await nextTurn();
    const some = await rowsOf(views, claimIds.slice(from, from + AT_ONCE), recordedTo);
    rows.push(...some);
    parts.push(...(await publishersOf(views, some)));
  }
  return { rows, parts };
}

async function rowsOf(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  recordedTo: Position,
): Promise<FlagRow[]> {
  const claims = await views
    .selectFrom('claims')
    .select(['claim_id', 'recorded_position'])
    .where('claim_id', 'in', claimIds)
    .where('recorded_position', '<=', recordedTo)
    .orderBy('recorded_position')
    .execute();
  const ids = claims.map(({ claim_id }) => claim_id);
  const single = await claimsOfSingleOrigin(views, ids, undefined);
  const resting = await restingOnWithdrawn(views, ids, undefined);
  return claims.map(({ claim_id, recorded_position }) => ({
    claim_id,
    recorded_position,
    single_origin: Number(single.has(claim_id)),
    evidence_withdrawn: Number(resting.has(claim_id)),
  }));
}

/** The first source of each publisher has its name as it is shown. */
async function publishersOf(
  views: Kysely<ViewTables>,
  claims: readonly FlagRow[],
): Promise<ClaimPublisherRow[]> {
  if (claims.length === 0) return [];
  const positions = new Map(claims.map((row) => [row.claim_id, row.recorded_position]));
  const cited = await views
    .selectFrom('citations')
    .innerJoin('sources', 'sources.source_id', 'citations.source_id')
    .select(['citations.claim_id', 'sources.publisher_name', 'sources.publisher'])
    .where('citations.claim_id', 'in', [...positions.keys()])
    .where('citations.retracted', 'is', null)
    .where('citations.valid_to', 'is', null)
    .where('sources.publisher_name', 'is not', null)
    .where('sources.valid_to', 'is', null)
    .orderBy('sources.recorded_position')
    .execute();
  const parts = new Map<string, ClaimPublisherRow>();
  for (const { claim_id, publisher_name, publisher } of cited) {
    const key = `${claim_id}/${publisher_name}`;
    if (parts.has(key)) continue;
    parts.set(key, {
      claim_publisher: key,
      claim_id,
      publisher_name: publisher_name!,
      publisher: parse(publisher!),
      recorded_position: positions.get(claim_id)!,
    });
  }
  return [...parts.values()];
}
