import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { ExtractedText, Fetched } from '../../../events/source/source-events.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Instant, named, nullable } from '../../queries/answer-fields.js';
import { Person, person } from '../../queries/person.js';

export const CaptureAnswer = named('Snapshot', {
  capture: Type.Integer({ minimum: 1 }),
  sha256: Type.String(),
  bytes: Count,
  mediaType: Type.String(),
  declaredType: nullable(
    Type.String({
      description:
        'What was named, where that said nothing and the media type was told from the bytes.',
    }),
  ),
  text: ExtractedText,
  textTakenAt: nullable(
    Type.String({ description: 'When the text was taken out, where it was taken anew.' }),
  ),
  fetched: nullable(Fetched),
  recordedBy: Person,
  recordedAt: Instant,
});
export type CaptureAnswer = Static<typeof CaptureAnswer>;

/** A row of `sources`: it begins with the last event of the source's stream that it shows. */
type SourceVersion = Pick<ViewTables['sources'], 'source_id' | 'valid_from'>;

/**
 * All captures that the rows show, by source, oldest first, each with the text that was taken out last
 * by then. Two queries, however many sources; nothing bounds how many captures those have.
 */
export async function capturesOf(
  views: Kysely<ViewTables>,
  sources: readonly SourceVersion[],
): Promise<Map<string, CaptureAnswer[]>> {
  const captures = new Map<string, CaptureAnswer[]>();
  if (sources.length === 0) return captures;
  const rows = await versions(views, sources)
    .innerJoin('snapshots', (join) =>
      join
        .onRef('snapshots.source_id', '=', 'sources.source_id')
        .onRef('snapshots.recorded_position', '<=', 'sources.valid_from'),
    )
    .selectAll('snapshots')
    .orderBy('snapshots.source_id')
    .orderBy('snapshots.recorded_position')
    .execute();
  const texts = await textsTakenLast(views, sources);
  for (const row of rows) {
    const before = captures.get(row.source_id) ?? [];
    const capture = before.length + 1;
    before.push(captureAnswer(row, capture, texts.get(nameOf(row.source_id, capture))));
    captures.set(row.source_id, before);
  }
  return captures;
}

function versions(views: Kysely<ViewTables>, sources: readonly SourceVersion[]) {
  const column = <Name extends keyof SourceVersion>(name: Name) => sources.map((row) => row[name]);
  return views
    .selectFrom('sources')
    .where('sources.source_id', 'in', column('source_id'))
    .where('sources.valid_from', 'in', column('valid_from'));
}

type TextTaken = Pick<ViewTables['snapshot_texts'], 'text' | 'taken_at'>;

/** Returns the last text of each capture that was taken anew by then, by source and capture. */
async function textsTakenLast(
  views: Kysely<ViewTables>,
  sources: readonly SourceVersion[],
): Promise<Map<string, TextTaken>> {
  const last = versions(views, sources)
    .innerJoin('snapshot_texts', (join) =>
      join
        .onRef('snapshot_texts.source_id', '=', 'sources.source_id')
        .onRef('snapshot_texts.snapshot_text', '<=', 'sources.valid_from'),
    )
    .select((on) => on.fn.max('snapshot_texts.snapshot_text').as('position'))
    .groupBy(['snapshot_texts.source_id', 'snapshot_texts.capture']);
  const rows = await views
    .selectFrom('snapshot_texts')
    .select(['source_id', 'capture', 'text', 'taken_at'])
    .where('snapshot_text', 'in', last)
    .execute();
  return new Map(rows.map((row) => [nameOf(row.source_id, row.capture), row]));
}

function nameOf(sourceId: string, capture: number): string {
  return `${sourceId}/${capture}`;
}

function captureAnswer(
  row: ViewTables['snapshots'],
  capture: number,
  taken: TextTaken | undefined,
): CaptureAnswer {
  return {
    capture,
    sha256: row.sha256,
    bytes: row.bytes,
    mediaType: row.media_type,
    declaredType: row.declared_type,
    text: parse(taken?.text ?? row.text),
    textTakenAt: taken?.taken_at ?? null,
    fetched: parse(row.fetched),
    recordedBy: person(row.captured_by),
    recordedAt: row.captured_at,
  };
}
