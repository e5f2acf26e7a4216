import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { Agent, Organization } from '../../events/fields.js';
import { SOURCE_TYPES, type SourceType } from '../../events/source/source-events.js';
import { nameKey } from '../text/name-key.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { Id, Instant, named, nullable, Revision } from '../queries/answer-fields.js';
import { heldAt, type AsOf } from '../queries/as-of.js';
import { newestFirst, pageOf, readPage, type Page, type PageRequest } from '../queries/page.js';
import { Person, person, Retraction, retraction } from '../queries/person.js';
import { CaptureAnswer, capturesOf } from './queries/captures.js';

export const SourceAnswer = named('Source', {
  id: Id,
  revision: Revision,
  type: Type.Enum([...SOURCE_TYPES]),
  title: Type.String(),
  url: nullable(Type.String()),
  publisher: nullable(Organization),
  authors: Type.Array(Agent),
  publishedAt: nullable(Type.String()),
  language: nullable(Type.String()),
  snapshots: Type.Array(CaptureAnswer, { description: 'Every capture, oldest first.' }),
  withdrawn: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type SourceAnswer = Static<typeof SourceAnswer>;

export const SourcePage = pageOf(SourceAnswer);

/** All conditions hold together. */
export interface SourceFilter {
  readonly type?: SourceType;
  /** The publisher's whole name; upper and lower case are the same. */
  readonly publisher?: string;
  readonly withdrawn?: boolean;
}

const ORDER = { position: 'sources.recorded_position', key: 'sources.source_id' };

/** Undefined where there is, or was, no such source. */
export async function getSource(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<SourceAnswer | undefined> {
  const row = await views
    .selectFrom('sources')
    .selectAll()
    .where('source_id', '=', id)
    .where(heldAt(asOf, 'sources'))
    .executeTakeFirst();
  return row && sourceAnswer(row, await capturesOf(views, [row]));
}

/** Whether there is, or was at that moment, such a source; also a withdrawn one. */
export async function isSourceThere(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<boolean> {
  const source = await views
    .selectFrom('sources')
    .select('source_id')
    .where('source_id', '=', id)
    .where(heldAt(asOf, 'sources'))
    .executeTakeFirst();
  return source !== undefined;
}

/** Returns the sources with these ids, each once, newest first; three queries, however many they are. */
export async function sourcesNamed(
  views: Kysely<ViewTables>,
  ids: readonly string[],
  asOf?: AsOf,
): Promise<SourceAnswer[]> {
  if (ids.length === 0) return [];
  const rows = await views
    .selectFrom('sources')
    .selectAll()
    .where('source_id', 'in', [...new Set(ids)])
    .where(heldAt(asOf, 'sources'))
    .orderBy(newestFirst(ORDER))
    .execute();
  const captures = await capturesOf(views, rows);
  return rows.map((row) => sourceAnswer(row, captures));
}

/** @throws InvalidCursorError */
export async function listSources(
  views: Kysely<ViewTables>,
  request: SourceFilter & PageRequest,
  asOf?: AsOf,
): Promise<Page<SourceAnswer>> {
  const { type, publisher, withdrawn } = request;
  let query = views.selectFrom('sources').selectAll().where(heldAt(asOf, 'sources'));
  if (type !== undefined) query = query.where('type', '=', type);
  if (publisher !== undefined) query = query.where('publisher_name', '=', nameKey(publisher));
  if (withdrawn !== undefined) {
    query = query.where('withdrawn', withdrawn ? 'is not' : 'is', null);
  }
  const { items, next } = await readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.source_id }),
    (row) => row,
  );
  const captures = await capturesOf(views, items);
  return { items: items.map((row) => sourceAnswer(row, captures)), next };
}

function sourceAnswer(
  row: ViewTables['sources'],
  captures: ReadonlyMap<string, CaptureAnswer[]>,
): SourceAnswer {
  return {
    id: row.source_id,
    revision: row.revision,
    type: row.type,
    title: row.title,
    url: row.url,
    publisher: parse(row.publisher),
    authors: [...(parse(row.authors) ?? [])],
    publishedAt: row.published_at,
    language: row.language,
    snapshots: captures.get(row.source_id) ?? [],
    withdrawn: retraction(parse(row.withdrawn)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
