import type { Kysely } from 'kysely';

import type { ViewTables } from '../../projections/view-tables.js';
import { listCitations } from '../citations/queries/citations.js';
import { getClaim } from '../claims/queries/get-claim.js';
import { listClaims } from '../claims/queries/list-claims.js';
import type { Moment } from '../queries/as-of.js';
import { everyPage } from '../queries/every-page.js';
import { listSources } from '../sources/queries/sources.js';

/** What a view says of one thing at one moment. */
export interface State {
  readonly view: 'claim-status' | 'citations' | 'sources';
  readonly id: string;
  /** Sorts as the view does, newest first. */
  readonly place: string;
  readonly row: Readonly<Record<string, unknown>>;
}

interface Recorded {
  readonly id: string;
  readonly recordedAt: string;
}

/** Everything that has versions, in one order; or what there is of one claim. */
export async function* states(
  views: Kysely<ViewTables>,
  moment: Moment,
  claim?: string,
): AsyncGenerator<State, void> {
  yield* claimStates(views, moment, claim);
  const ofClaim = claim === undefined ? {} : { claim };
  const { asOf } = moment;
  const citations = everyPage((page) => listCitations(views, { ...page, ...ofClaim }, asOf));
  for await (const row of citations) yield state('citations', row);
  if (claim !== undefined) return;
  for await (const row of everyPage((page) => listSources(views, page, asOf))) {
    yield state('sources', row);
  }
}

/** Newest first. */
export async function* claimStates(
  views: Kysely<ViewTables>,
  moment: Moment,
  claim?: string,
): AsyncGenerator<State, void> {
  if (claim !== undefined) {
    const row = await getClaim(views, claim, moment);
    if (row) yield state('claim-status', row);
    return;
  }
  for await (const row of everyPage((page) => listClaims(views, page, moment))) {
    yield state('claim-status', row);
  }
}

function state(view: State['view'], row: Recorded): State {
  return { view, id: row.id, place: `${row.recordedAt} ${row.id}`, row: { ...row } };
}
