import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import type { AsOf } from '../queries/as-of.js';
import { claimProvenances } from './claim-provenances.js';
import { isOfSingleOrigin } from './independence/independence.js';
import { restingOnWithdrawn } from './withdrawn-evidence.js';

/** What other streams do to a claim. */
export interface OriginFlags {
  /** The citations that rest on a withdrawn source, over any number of steps. */
  readonly withdrawn_evidence: ReadonlySet<string>;
  /** Citations bear it out, and no two of them are of known origins that are independent. */
  readonly single_origin: boolean;
}

export interface FlaggedClaim {
  readonly claim_id: string;
  /** How many citations, not retracted, make and support it. */
  readonly makes: number;
  readonly supports: number;
}

const NONE: ReadonlySet<string> = new Set();

/** The flags of a page of claims, each row with its own: five queries, however long the page. */
export async function withOriginFlags<Row extends FlaggedClaim>(
  views: Kysely<ViewTables>,
  rows: readonly Row[],
  asOf: AsOf,
): Promise<(Row & OriginFlags)[]> {
  const supported = rows.filter(({ makes, supports }) => makes + supports > 0);
  const provenances = await claimProvenances(views, supported.map(idOf), asOf);
  const resting = await restingOnWithdrawn(views, rows.map(idOf), asOf);
  return rows.map((row) => {
    const provenance = provenances.get(row.claim_id);
    return {
      ...row,
      withdrawn_evidence: resting.get(row.claim_id) ?? NONE,
      single_origin: provenance !== undefined && isOfSingleOrigin(provenance),
    };
  });
}

function idOf({ claim_id }: FlaggedClaim): string {
  return claim_id;
}
