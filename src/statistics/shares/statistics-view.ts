import type { Kysely } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { DerivedView, Piece, Standing } from '../../../projections/engine/derived-view.js';
import { statistics } from '../../../projections/statistics/statistics.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { shareRows } from './share-rows.js';

/** Positions from behind the first up to and with the second. */
interface Stretch {
  readonly behind: Position;
  readonly to: Position;
}

/** Claims or sources to work out, and the mark of the last. */
interface Found {
  readonly claims?: readonly string[];
  readonly sources?: readonly string[];
  readonly last: string | undefined;
}

/** The next ones behind a mark, at most `limit`. */
type Finding = (
  views: Kysely<ViewTables>,
  stretch: Stretch,
  mark: string,
  limit: number,
) => Promise<Found>;

/** What is looked for in a stretch of the log, one after the other; each begins behind its `from`. */
const STAGES: readonly {
  readonly find: Finding;
  readonly from: (stretch: Stretch) => string;
  /** Whether it is passed over where nothing was worked out before: all claims and sources are found anyway. */
  readonly isOfChanges?: true;
}[] = [
  { find: sourcesRecorded, from: ({ behind }) => behind },
  { find: sourcesChanged, from: ({ behind }) => behind, isOfChanges: true },
  { find: claimsReached, from: () => '', isOfChanges: true },
  { find: claimsChanged, from: ({ behind }) => behind },
];

/** How far the work on the stretch up to `to` has come; JSON in the standing. */
interface Cursor {
  readonly to: Position;
  readonly stage: number;
  /** Behind what the stage goes on; its beginning where it is left out. */
  readonly mark?: string;
}

/** How many claims and sources are worked out in one piece. */
const MOST = 1_000;

/**
 * Works out what claims and sources add to the statistics, a stretch of the log at a time: the sources that
 * were registered or changed in it, the claims cited to those that changed, and the claims that changed
 * themselves. What changed again later is worked out now and once more then.
 */
export class StatisticsView implements DerivedView {
  readonly projection = statistics;

  constructor(
    private readonly views: Kysely<ViewTables>,
    private readonly most = MOST,
  ) {}

  async next({ position, cursor }: Standing, reached: Position): Promise<Piece> {
    const begun: Cursor = cursor ? (JSON.parse(cursor) as Cursor) : { to: reached, stage: 0 };
    const stretch = { behind: position ?? '', to: begun.to };
    const claims = new Set<string>();
    const sources = new Set<string>();
    let next: Cursor = begun;
    // eslint-disable-next-line no-restricted-syntax -- each round goes on behind the one before
    while (next.stage < STAGES.length && claims.size + sources.size < this.most) {
      const { find, from, isOfChanges } = STAGES[next.stage]!;
      const limit = this.most - claims.size - sources.size;
      const found: Found =
        position === null && isOfChanges
          ? { last: undefined }
          : await find(this.views, stretch, next.mark ?? from(stretch), limit);
      for (const id of found.claims ?? []) claims.add(id);
      for (const id of found.sources ?? []) sources.add(id);
      const { to, stage } = next;
      next = found.last === undefined ? { to, stage: stage + 1 } : { to, stage, mark: found.last };
    }
    const rows = await shareRows(this.views, [...claims], [...sources]);
    const isDone = next.stage === STAGES.length;
    const after = isDone
      ? { position: begun.to, cursor: null }
      : { position, cursor: JSON.stringify(next) };
    return { rows, after };
  }
}

async function sourcesRecorded(
  views: Kysely<ViewTables>,
  { to }: Stretch,
  mark: string,
  limit: number,
): Promise<Found> {
  const rows = await views
    .selectFrom('sources')
    .select(['source_id', 'recorded_position'])
    .where('valid_to', 'is', null)
    .where('recorded_position', '>', mark)
    .where('recorded_position', '<=', to)
    .orderBy('recorded_position')
    .limit(limit)
    .execute();
  return { sources: rows.map((row) => row.source_id), last: rows.at(-1)?.recorded_position };
}

/** Without an end: what was changed in the stretch and again behind it stands at its last change alone. */
async function sourcesChanged(
  views: Kysely<ViewTables>,
  _: Stretch,
  mark: string,
  limit: number,
): Promise<Found> {
  const rows = await views
    .selectFrom('evidence_changes')
    .select(['id', 'kind', 'changed_position'])
    .where('changed_position', '>', mark)
    .orderBy('changed_position')
    .limit(limit)
    .execute();
  const sources = rows.filter(({ kind }) => kind === 'source').map(({ id }) => id);
  return { sources, last: rows.at(-1)?.changed_position };
}

/** The claims cited to sources that changed, by id. */
async function claimsReached(
  views: Kysely<ViewTables>,
  { behind }: Stretch,
  mark: string,
  limit: number,
): Promise<Found> {
  const rows = await reachedFrom(views, behind, mark, limit).execute();
  return { claims: rows.map((row) => row.claim_id), last: rows.at(-1)?.claim_id };
}

/** From the changes to the claims, in this order, however SQLite would go. */
export function reachedFrom(
  views: Kysely<ViewTables>,
  behind: Position,
  mark: string,
  limit: number,
) {
  return views
    .selectFrom('evidence_changes as change')
    .crossJoin('citation_sources as named')
    .select('named.claim_id')
    .distinct()
    .where('change.changed_position', '>', behind)
    .where('change.kind', '=', 'source')
    .whereRef('named.source_id', '=', 'change.id')
    .where('named.by', '=', 'passage')
    .where('named.claim_id', '>', mark)
    .orderBy('named.claim_id')
    .limit(limit);
}

/** Without an end, as {@link sourcesChanged}. */
async function claimsChanged(
  views: Kysely<ViewTables>,
  _: Stretch,
  mark: string,
  limit: number,
): Promise<Found> {
  const rows = await views
    .selectFrom('claim_status')
    .select(['claim_id', 'valid_from'])
    .where('valid_to', 'is', null)
    .where('valid_from', '>', mark)
    .orderBy('valid_from')
    .limit(limit)
    .execute();
  return { claims: rows.map((row) => row.claim_id), last: rows.at(-1)?.valid_from };
}
