import type { Kysely } from 'kysely';

import type { ExtractedText } from '../../../events/source/source-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';

/** What the ledger knows of captured bytes; the bytes themselves are in the snapshot store. */
export interface SnapshotAnswer {
  readonly sha256: string;
  readonly mediaType: string;
  readonly text: ExtractedText;
  readonly sourceId: string;
  /** The first capture of the source is 1. */
  readonly capture: number;
}

export interface SnapshotName {
  readonly sha256: string;
  readonly sourceId?: string;
  /** The number of a capture of the source. */
  readonly capture?: number;
}

/**
 * The capture that has these bytes, with the text that was taken out of it last: of a source the one
 * that is named, or else the newest; without a source the newest capture that has a text, whosever.
 *
 * @returns undefined where there is none such.
 */
export async function getSnapshot(
  views: Kysely<ViewTables>,
  name: SnapshotName,
): Promise<SnapshotAnswer | undefined> {
  const { sha256, sourceId, capture } = name;
  const found =
    sourceId !== undefined
      ? await capturedOf(views, { sha256, sourceId, capture })
      : await capturedAnywhere(views, sha256);
  if (!found) return undefined;
  const taken = await textsTaken(views, found);
  return { ...found, text: taken.at(-1) ?? found.text };
}

/** What a citation says of where its words stand. */
export interface CitedText {
  readonly sourceId: string;
  readonly sha256: string;
  /** Null where an earlier release did not say: the first capture with these bytes. */
  readonly capture: number | null;
  /** SHA-256; null where an earlier release did not say: the capture's first. */
  readonly text: string | null;
}

/** A citation's own capture, with the text in which its passage is counted. */
export async function getCitedSnapshot(
  views: Kysely<ViewTables>,
  { sourceId, sha256, capture, text }: CitedText,
): Promise<SnapshotAnswer | undefined> {
  const found = await capturedOf(views, {
    sha256,
    sourceId,
    capture: capture ?? undefined,
    oldest: true,
  });
  if (!found || text === null || isOf(found.text, text)) return found;
  // The same text may have been taken out with other details; the last is told of best.
  const taken = (await textsTaken(views, found)).findLast((each) => isOf(each, text));
  return taken && { ...found, text: taken };
}

function isOf(text: ExtractedText, sha256: string): boolean {
  return !('reason' in text) && text.sha256 === sha256;
}

interface Captured {
  readonly sha256: string;
  readonly sourceId: string;
  readonly capture?: number | undefined;
  /** Chooses the first of several. */
  readonly oldest?: boolean;
}

async function capturedOf(
  views: Kysely<ViewTables>,
  { sha256, sourceId, capture, oldest = false }: Captured,
): Promise<SnapshotAnswer | undefined> {
  const ofSource = views.selectFrom('snapshots').selectAll().where('source_id', '=', sourceId);
  if (capture !== undefined) {
    const row = await ofSource
      .orderBy('recorded_position')
      .offset(capture - 1)
      .limit(1)
      .executeTakeFirst();
    return row?.sha256 === sha256 ? answerOf(row, capture) : undefined;
  }
  const row = await ofSource
    .where('sha256', '=', sha256)
    .orderBy('recorded_position', oldest ? 'asc' : 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && answerOf(row, await numberOf(views, row));
}

async function capturedAnywhere(
  views: Kysely<ViewTables>,
  sha256: string,
): Promise<SnapshotAnswer | undefined> {
  const row = await views
    .selectFrom('snapshots')
    .selectAll()
    .where('sha256', '=', sha256)
    .orderBy('has_text', 'desc')
    .orderBy('recorded_position', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row || row.has_text === 1) return row && answerOf(row, await numberOf(views, row));
  // None had a text when it was captured; one may have been taken out since.
  const taken = await views
    .selectFrom('snapshot_texts')
    .select(['source_id', 'capture'])
    .where('sha256', '=', sha256)
    .orderBy('snapshot_text', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!taken) return answerOf(row, await numberOf(views, row));
  return capturedOf(views, { sha256, sourceId: taken.source_id, capture: taken.capture });
}

async function numberOf(
  views: Kysely<ViewTables>,
  { source_id, recorded_position }: Pick<Row, 'source_id' | 'recorded_position'>,
): Promise<number> {
  const { count } = await views
    .selectFrom('snapshots')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('source_id', '=', source_id)
    .where('recorded_position', '<=', recorded_position)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Returns the texts of a capture, in the order in which they were taken. */
async function textsTaken(
  views: Kysely<ViewTables>,
  { sourceId, capture }: SnapshotAnswer,
): Promise<ExtractedText[]> {
  const rows = await views
    .selectFrom('snapshot_texts')
    .select('text')
    .where('source_id', '=', sourceId)
    .where('capture', '=', capture)
    .orderBy('snapshot_text')
    .execute();
  return rows.map(({ text }) => parse(text));
}

type Row = Pick<
  ViewTables['snapshots'],
  'sha256' | 'media_type' | 'text' | 'source_id' | 'recorded_position'
>;

function answerOf(row: Row, capture: number): SnapshotAnswer {
  return {
    sha256: row.sha256,
    mediaType: row.media_type,
    text: parse(row.text),
    sourceId: row.source_id,
    capture,
  };
}
