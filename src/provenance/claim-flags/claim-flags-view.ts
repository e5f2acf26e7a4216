import type { Kysely } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { DerivedView, Piece, Standing } from '../../../projections/engine/derived-view.js';
import { claimFlags } from '../../../projections/provenance/claim-flags.projection.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { flagRows } from './flag-rows.js';
import { touchedClaims, type Stretch } from './touched-claims.js';

/** How much is done in one piece. */
export interface PieceBounds {
  readonly claims: number;
  /** Changes of the evidence that are taken up together. */
  readonly changes: number;
}

const BOUNDS: PieceBounds = { claims: 2_000, changes: 200 };

/** How far the work on the stretch up to `to` has come; JSON in the standing. */
interface Cursor {
  readonly to: Position;
  /** From nothing: all claims that were recorded up to there are done. */
  readonly recorded?: Position;
  /** Else: the claims that changes reach are done up to this id. */
  readonly touched?: string;
}

/**
 * Works out the rows of `claim_flags` and their parts. A stretch of the log at a time: first the claims that were
 * recorded in it, in their order, and those whose own citations changed; then, by id, those that changes
 * of sources and identifications reach. From nothing all claims are worked out once, in their order,
 * whatever has changed before.
 */
export class ClaimFlagsView implements DerivedView {
  readonly projection = claimFlags;

  constructor(
    private readonly views: Kysely<ViewTables>,
    private readonly bounds = BOUNDS,
  ) {}

  async next({ position, cursor }: Standing, reached: Position): Promise<Piece> {
    const begun = cursor === null ? undefined : (JSON.parse(cursor) as Cursor);
    if (position === null) return this.fromNothing(begun ?? { to: reached });
    if (begun) return this.reachedBy({ behind: position, to: begun.to }, begun);
    return this.recordedIn({ behind: position, to: reached });
  }

  private async fromNothing({ to, recorded = '' }: Cursor): Promise<Piece> {
    const { claims: most } = this.bounds;
    const claims = await claimsIn(this.views, { behind: recorded, to }, most).execute();
    const worked = await flagRows(this.views, claims.map(idOf), to);
    const last = claims[most - 1];
    const after = last ? before(null, { to, recorded: last.recorded_position }) : at(to);
    return { ...worked, after };
  }

  private async recordedIn(stretch: Stretch): Promise<Piece> {
    const { claims: mostClaims, changes: mostChanges } = this.bounds;
    const claims = await claimsIn(this.views, stretch, mostClaims).execute();
    const changes = await changesIn(this.views, stretch, mostChanges);
    // Where there is more of either, the stretch ends before it.
    const to = [
      claims[mostClaims - 1]?.recorded_position,
      changes[mostChanges - 1]?.changed_position,
    ].reduce<Position>((least, end) => (end && end < least ? end : least), stretch.to);
    const within = changes.filter((change) => change.changed_position <= to);
    const own = within.filter(({ kind }) => kind === 'claim').map(({ id }) => id);
    const ids = new Set([...claims.map(idOf), ...own]);
    const worked = await flagRows(this.views, [...ids], to);
    const isDone = own.length === within.length;
    return { ...worked, after: isDone ? at(to) : before(stretch.behind, { to }) };
  }

  private async reachedBy(stretch: Stretch, { to, touched = '' }: Cursor): Promise<Piece> {
    const { claims: most } = this.bounds;
    const ids = await touchedClaims(this.views, stretch, touched, most);
    const worked = await flagRows(this.views, ids, to);
    const last = ids[most - 1];
    return { ...worked, after: last ? before(stretch.behind, { to, touched: last }) : at(to) };
  }
}

function at(position: Position): Standing {
  return { position, cursor: null };
}

function before(position: Position | null, cursor: Cursor): Standing {
  return { position, cursor: JSON.stringify(cursor) };
}

/** Those that were recorded in a stretch of the log, in its order. */
export function claimsIn(views: Kysely<ViewTables>, { behind, to }: Stretch, limit: number) {
  return views
    .selectFrom('claims')
    .select(['claim_id', 'recorded_position'])
    .where('recorded_position', '>', behind)
    .where('recorded_position', '<=', to)
    .orderBy('recorded_position')
    .orderBy('claim_id')
    .limit(limit);
}

function idOf({ claim_id }: { readonly claim_id: string }): string {
  return claim_id;
}

function changesIn(views: Kysely<ViewTables>, { behind, to }: Stretch, limit: number) {
  return views
    .selectFrom('evidence_changes')
    .select(['kind', 'id', 'changed_position'])
    .where('changed_position', '>', behind)
    .where('changed_position', '<=', to)
    .orderBy('changed_position')
    .limit(limit)
    .execute();
}
