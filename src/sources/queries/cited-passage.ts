import type { Kysely } from 'kysely';

import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { heldAt } from '../../queries/as-of.js';
import type { Span } from '../passage-segments.js';

/** Where in which snapshot the words of a citation stand. */
export interface CitedPassage {
  /** SHA-256; null where a source without snapshots is cited as a whole. */
  readonly snapshot: string | null;
  readonly isQuote: boolean;
  /** Several where they are ambiguous; none where they are not there. */
  readonly places: readonly Span[];
  readonly omitted: readonly Span[];
}

/** Undefined where there is no such citation. */
export async function getCitedPassage(
  views: Kysely<ViewTables>,
  citationId: string,
): Promise<CitedPassage | undefined> {
  const row = await views
    .selectFrom('citations')
    .selectAll()
    .where('citation_id', '=', citationId)
    .where(heldAt(undefined, 'citations'))
    .executeTakeFirst();
  if (!row) return undefined;
  const passage = parse(row.passage);
  return {
    snapshot: row.snapshot,
    isQuote: parse(row.quote) !== null,
    places: passage ? [passage] : (parse(row.places) ?? []),
    omitted: parse(row.details)?.omitted ?? [],
  };
}
