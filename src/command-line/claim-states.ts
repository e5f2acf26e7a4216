import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import type { ClaimAnswer } from '../claims/queries/claim-answer.js';
import { getClaim } from '../claims/queries/get-claim.js';
import { listClaims } from '../claims/queries/list-claims.js';
import { everyPage } from '../queries/every-page.js';
import { namePeople, type Naming } from '../queries/person.js';

/**
 * What the views say of all claims, newest first, or of one, with the names of members.
 *
 * @param now what expiry and due dates are held against.
 */
export async function* claimStates(
  views: Kysely<ViewTables>,
  now: string,
  claim?: string,
): AsyncGenerator<ClaimAnswer, void> {
  const naming = await namingBy(views);
  if (claim === undefined) {
    for await (const state of everyPage((page) => listClaims(views, page, { now }))) {
      yield namePeople(state, naming);
    }
    return;
  }
  const only = await getClaim(views, claim, { now });
  if (only) yield namePeople(only, naming);
}

/** Names members as the views do. They are few, and all in memory in a server as well. */
async function namingBy(views: Kysely<ViewTables>): Promise<Naming> {
  const rows = await views
    .selectFrom('members')
    .select(['member_id', 'name', 'organization'])
    .execute();
  const members = new Map(rows.map((row) => [row.member_id, row]));
  return { personOf: (id) => members.get(id), showsNames: true };
}
