import { sql, type Kysely, type SqlBool } from 'kysely';
import Type, { type Static } from 'typebox';

import type { Resolution } from '../../../projections/notes/notes.projection.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Id, Instant, named, nullable, Revision } from '../../queries/answer-fields.js';
import { heldAt, recordedBy, type AsOf } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person } from '../../queries/person.js';

export const NoteAnswer = named('Note', {
  id: Id,
  revision: Revision,
  claimId: Id,
  citationId: nullable(
    Type.String({
      format: 'uuid',
      description: 'Null where it is about the claim as a whole.',
    }),
  ),
  text: Type.String(),
  /** The member who is asked; null where nobody is. */
  to: nullable(Person),
  open: Type.Boolean({
    description: 'Neither resolved nor, of a request, answered by the member who is asked.',
  }),
  answerCount: Count,
  resolved: nullable(
    named('NoteResolution', {
      text: nullable(Type.String({ description: 'What came of it.' })),
      recordedBy: Person,
      recordedAt: Instant,
    }),
  ),
  recordedBy: Person,
  recordedAt: Instant,
});
export type NoteAnswer = Static<typeof NoteAnswer>;

export const NotePage = pageOf(NoteAnswer);

/** A note on its own, with what was answered. */
export const NoteDetail = named('NoteDetail', {
  ...NoteAnswer.properties,
  answers: Type.Array(
    named('NoteReply', { id: Id, text: Type.String(), recordedBy: Person, recordedAt: Instant }),
    { description: 'All of them, oldest first.' },
  ),
});
export type NoteDetail = Static<typeof NoteDetail>;

const ORDER = { position: 'notes.recorded_position', key: 'notes.note_id' };

/** Undefined where there is, or was, no such note. */
export async function getNote(
  views: Kysely<ViewTables>,
  id: string,
  asOf?: AsOf,
): Promise<NoteDetail | undefined> {
  const row = await views
    .selectFrom('notes')
    .selectAll()
    .where('note_id', '=', id)
    .where(heldAt(asOf, 'notes'))
    .executeTakeFirst();
  if (!row) return undefined;
  const answers = await views
    .selectFrom('note_answers')
    .selectAll()
    .where('note_id', '=', id)
    .where(recordedBy(asOf, 'note_answers', 'recorded_at'))
    .orderBy('recorded_position')
    .execute();
  return { ...noteAnswer(row), answers: answers.map(replyOf) };
}

/** All conditions hold together. */
export interface NoteFilter {
  readonly claimId?: string;
  readonly citationId?: string;
  /** The member who is asked. */
  readonly to?: string;
  readonly recordedBy?: string;
  readonly open?: boolean;
}

/** Resolved ones are among them, and say so. @throws InvalidCursorError */
export async function listNotes(
  views: Kysely<ViewTables>,
  request: NoteFilter & PageRequest,
  asOf?: AsOf,
): Promise<Page<NoteAnswer>> {
  const { claimId, citationId, to, recordedBy: author, open } = request;
  let query = views.selectFrom('notes').selectAll().where(heldAt(asOf, 'notes'));
  if (claimId !== undefined) query = query.where('claim_id', '=', claimId);
  if (citationId !== undefined) query = query.where('citation_id', '=', citationId);
  if (to !== undefined) query = query.where('addressee', '=', to);
  if (author !== undefined) query = query.where('recorded_by', '=', author);
  // As the indexes over the open ones say it.
  if (open !== undefined) query = query.where(open ? IS_OPEN : IS_CLOSED);
  return readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.note_id }),
    noteAnswer,
  );
}

const IS_OPEN = sql<SqlBool>`is_open = 1`;
const IS_CLOSED = sql<SqlBool>`is_open = 0`;

function noteAnswer(row: ViewTables['notes']): NoteAnswer {
  return {
    id: row.note_id,
    revision: row.revision,
    claimId: row.claim_id,
    citationId: row.citation_id,
    text: row.text,
    to: row.addressee === null ? null : person(row.addressee),
    open: row.is_open === 1,
    answerCount: row.answers,
    resolved: resolutionOf(parse(row.resolved)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}

function resolutionOf(resolved: Resolution | null): NoteAnswer['resolved'] {
  if (!resolved) return null;
  const { text, by, at } = resolved;
  return { text, recordedBy: person(by), recordedAt: at };
}

function replyOf(row: ViewTables['note_answers']): NoteDetail['answers'][number] {
  return {
    id: row.answer_id,
    text: row.text,
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
