import { json, text } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { ALL } from '../totals/totals.projection.js';
import type { ClaimStatusRow } from './claim-status.row.js';

/**
 * How many claims have a standing finding of each rating, on either question, in one row: an event that
 * takes a finding away does not name its rating. There are as many as the scales of policies have.
 */
export const ratingCounts = sideTable({
  table: {
    name: 'rating_counts',
    columns: { subject: text<typeof ALL>(), counts: json<Readonly<Record<string, number>>>() },
    key: 'subject',
  },
  keys: () => [ALL],
});

/** The ratings of a claim's standing findings, each once. */
export function ratingsOf(row: ClaimStatusRow): ReadonlySet<string> {
  return new Set([row.veracity_rating ?? [], row.attribution_rating ?? []].flat());
}

export function moveRatings(
  sides: SideRows,
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): void {
  const gone = [...before].filter((rating) => !after.has(rating));
  const come = [...after].filter((rating) => !before.has(rating));
  if (gone.length + come.length === 0) return;
  const counts = new Map(Object.entries(sides.get(ratingCounts, ALL)?.counts ?? {}));
  for (const rating of gone) counts.set(rating, counts.get(rating)! - 1);
  for (const rating of come) counts.set(rating, (counts.get(rating) ?? 0) + 1);
  sides.put(ratingCounts, { subject: ALL, counts: Object.fromEntries(counts) });
}
