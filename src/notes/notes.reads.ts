import type { Actor } from '../../events/envelope.js';
import { writers } from '../access/route-access.js';
import { isClaimThere } from '../claims/claim-there.js';
import { FlagParameter, MemberParameter, Uuid } from '../http/fields.js';
import { PastList, PastRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { getNote, listNotes, NoteDetail, NotePage } from './queries/notes.js';

export class NoteListQuery extends PastList {
  @Uuid({ optional: true }) claimId?: string;
  @Uuid({ optional: true }) citationId?: string;
  @MemberParameter({ description: 'The member who is asked; `me` for whoever asks.' }) to?: string;
  @MemberParameter({ description: 'The member who wrote it; `me` for whoever asks.' })
  recordedBy?: string;
  @FlagParameter({
    description:
      '`true`: neither resolved nor, of a request, answered by the member who is asked; `false`: one of the two. Both where left out.',
  })
  open?: boolean;
}

export class ClaimNoteListQuery extends PastList {
  @FlagParameter({ description: 'As in `GET /v1/notes`.' }) open?: boolean;
}

export const noteReads = [
  defineList({
    name: 'listNotes',
    route: 'GET /v1/notes',
    summary: 'Notes, newest first',
    description:
      'Notes on all claims and citations, or those that the filters name, which hold together; `to=me&open=true` is what waits for an answer of yours. Resolved ones are among them, and say so. For contributors, reviewers and editors alone.',
    access: writers,
    query: NoteListQuery,
    answer: NotePage,
    list: ({ views, filter, moment, caller }, page) => {
      const { to, recordedBy, ...others } = filter;
      const people = { to: memberIn(to, caller), recordedBy: memberIn(recordedBy, caller) };
      return listNotes(views, { ...others, ...people, ...page }, moment.asOf);
    },
  }),
  defineList({
    name: 'listClaimNotes',
    route: 'GET /v1/claims/:id/notes',
    summary: 'Notes on a claim and its citations, newest first',
    description:
      'What the desk has said and asked about the claim and about its citations. Resolved ones are among it, and say so. For contributors, reviewers and editors alone.',
    access: writers,
    query: ClaimNoteListQuery,
    answer: NotePage,
    list: ({ views, path, filter, moment }, page) =>
      listNotes(views, { claimId: path.id, ...filter, ...page }, moment.asOf),
    isThere: ({ views, path, moment }) => isClaimThere(views, path.id, moment.asOf),
  }),
  defineRead({
    name: 'getNote',
    route: 'GET /v1/notes/:id',
    summary: 'A note with its answers',
    description:
      'What was said or asked, all answers, and who resolved it. For contributors, reviewers and editors alone.',
    access: writers,
    query: PastRead,
    answer: NoteDetail,
    tagged: true,
    read: ({ views, path, moment }) => getNote(views, path.id, moment.asOf),
  }),
];

/** @param caller there, for the routes are for members alone */
function memberIn(named: string | undefined, caller: Actor | undefined): string | undefined {
  return named === 'me' ? caller?.id : named;
}
