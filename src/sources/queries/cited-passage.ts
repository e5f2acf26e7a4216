import type { Kysely } from 'kysely';

import type { Anchoring } from '../../../events/citation/citation-events.js';
import type { Mark } from '../../../events/source/source-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { heldAt } from '../../queries/as-of.js';
import type { Span } from '../passage-segments.js';

/** The place where the words of a citation stand: in which capture, and in which of its texts. */
export interface CitedPassage {
  readonly sourceId: string;
  /** SHA-256; null where a source without snapshots is cited as a whole. */
  readonly snapshot: string | null;
  readonly capture: number | null;
  /** SHA-256. */
  readonly text: string | null;
  readonly isQuote: boolean;
  /** Several where they are ambiguous; none where they are not there. */
  readonly places: readonly Span[];
  readonly omitted: readonly Span[];
  readonly within: NonNullable<Anchoring['within']> | null;
  readonly marks: readonly Mark[];
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
  const details = parse(row.details);
  return {
    sourceId: row.source_id,
    snapshot: row.snapshot,
    capture: row.capture,
    text: row.text,
    isQuote: parse(row.quote) !== null,
    places: passage ? [passage] : (parse(row.places) ?? []),
    omitted: details?.omitted ?? [],
    within: details?.within ?? null,
    marks: details?.marks ?? [],
  };
}
