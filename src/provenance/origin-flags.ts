import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import type { AsOf } from '../queries/as-of.js';
import { claimsOfSingleOrigin } from './single-origin.js';
import { restingOnWithdrawn } from './withdrawn-evidence.js';

/** What other streams do to a claim. */
export interface OriginFlags {
  /** The citations that rest on a withdrawn source, over any number of steps. */
  readonly withdrawn_evidence: ReadonlySet<string>;
  /** Citations bear it out, and no two of them are of known origins that are independent. */
  readonly single_origin: boolean;
}

/** Conditions on `claim_flags`, each that of the index in which the claims with the flag stand in list order. */
const FLAGGED_NOW: ReadonlyMap<string, RawBuilder<SqlBool>> = new Map([
  ['single-origin', sql<SqlBool>`claim_flags.single_origin = 1`],
  ['evidence-withdrawn', sql<SqlBool>`claim_flags.evidence_withdrawn = 1`],
]);

/** The condition on `claim_flags` for claims that have the flag now; undefined where its rows do not tell it. */
export function flaggedNow(flag: string): RawBuilder<SqlBool> | undefined {
  return FLAGGED_NOW.get(flag);
}

export interface FlaggedClaim {
  readonly claim_id: string;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The flags of a page of claims, each row with its own. Now the rows of `claim_flags` tell them, and
 * which citations they are is asked of those claims alone that rest on a withdrawn source; as of a moment
 * they are worked out: six queries, however long the page.
 */
export async function withOriginFlags<Row extends FlaggedClaim>(
  views: Kysely<ViewTables>,
  rows: readonly Row[],
  asOf: AsOf,
): Promise<(Row & OriginFlags)[]> {
  const ids = rows.map(({ claim_id }) => claim_id);
  const { single, withdrawn } = asOf
    ? { single: await claimsOfSingleOrigin(views, ids, asOf), withdrawn: ids }
    : await flagsNow(views, ids);
  const resting = await restingOnWithdrawn(views, withdrawn, asOf);
  return rows.map((row) => ({
    ...row,
    withdrawn_evidence: resting.get(row.claim_id) ?? NONE,
    single_origin: single.has(row.claim_id),
  }));
}

async function flagsNow(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
): Promise<{ single: Set<string>; withdrawn: string[] }> {
  if (claimIds.length === 0) return { single: new Set(), withdrawn: [] };
  const rows = await views
    .selectFrom('claim_flags')
    .select(['claim_id', 'single_origin', 'evidence_withdrawn'])
    .where('claim_id', 'in', claimIds)
    .execute();
  const idsWhere = (flag: 'single_origin' | 'evidence_withdrawn') =>
    rows.filter((row) => row[flag] === 1).map(({ claim_id }) => claim_id);
  return { single: new Set(idsWhere('single_origin')), withdrawn: idsWhere('evidence_withdrawn') };
}
