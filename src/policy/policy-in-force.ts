import type { Kysely } from 'kysely';

import type { Policy } from '../../events/policy/policy-events.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { recordedBy, type AsOf } from '../queries/as-of.js';

/** Returns the policy that findings are judged by; undefined before the first was adopted. */
export async function policyInForce(
  views: Kysely<ViewTables>,
  asOf?: AsOf,
): Promise<Policy | undefined> {
  const row = await newestPolicy(views, asOf);
  return row && parse(row.policy);
}

/** The row of the policy in force. */
export function newestPolicy(views: Kysely<ViewTables>, asOf: AsOf) {
  return views
    .selectFrom('policies')
    .selectAll()
    .where(recordedBy(asOf, 'policies', 'recorded_at'))
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
}
