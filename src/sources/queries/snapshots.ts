import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { ExtractedText } from '../../../events/source/source-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Id, Instant } from '../../queries/answer-fields.js';

/** What the ledger knows of captured bytes; the bytes themselves are in the snapshot store. */
export const SnapshotAnswer = Type.Object({
  sha256: Type.String(),
  mediaType: Type.String(),
  bytes: Count,
  text: ExtractedText,
  /** Of the first capture. */
  sourceId: Id,
  capturedAt: Instant,
});
export type SnapshotAnswer = Static<typeof SnapshotAnswer>;

/** Undefined where no source has such a snapshot. */
export async function getSnapshot(
  views: Kysely<ViewTables>,
  sha256: string,
): Promise<SnapshotAnswer | undefined> {
  const row = await views
    .selectFrom('snapshots')
    .selectAll()
    .where('sha256', '=', sha256)
    .executeTakeFirst();
  return (
    row && {
      sha256: row.sha256,
      mediaType: row.media_type,
      bytes: row.bytes,
      text: parse(row.text),
      sourceId: row.source_id,
      capturedAt: row.captured_at,
    }
  );
}
