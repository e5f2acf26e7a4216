import { rule } from './rule.js';

const ADD = 'POST /v1/claims/{id}/notes';
const ANSWER = 'POST /v1/notes/{id}/answers';
const RESOLVE = 'POST /v1/notes/{id}/resolution';

/** Notes, and requests to members. */
export const NOTE_RULES = {
  'note-unknown': rule('not-found', {
    meaning: 'A note is answered and resolved where it is there.',
    reason: 'Nothing can be added to a record that does not exist.',
    remedy: 'Read `GET /v1/claims/{id}/notes` or `GET /v1/notes`, and use an id from there.',
    example: { request: ANSWER, detail: 'There is no such note.' },
  }),
  'note-on-another-citation': rule('rule', {
    meaning: 'A note on a citation is added to the claim that the citation is of.',
    reason: 'Whoever reads the notes of a claim sees all that is said of its citations.',
    remedy:
      'Read `GET /v1/citations?claimId={id}`, and send an id from there; or add the note to the other claim.',
    example: {
      request: ADD,
      detail: '01900000-0000-7000-8000-000000000000 is no citation of this claim.',
      pointer: '/citationId',
    },
  }),
  'addressee-unknown': rule('rule', {
    meaning: 'A request names a member.',
    reason: 'Nobody else can answer it.',
    remedy: 'Check the id in `to`, or leave it out to ask everybody.',
    example: { request: ADD, detail: 'There is no such member.', pointer: '/to' },
  }),
  'addressee-cannot-answer': rule('rule', {
    meaning:
      'A request names a member who may answer it: a contributor, reviewer or editor who is not suspended.',
    reason: 'It would stay open for ever.',
    remedy: 'Ask another member, or leave `to` out to ask everybody.',
    retry: 'An admin may give the member a role, or reinstate them.',
    example: {
      request: ADD,
      detail: 'The member is suspended, or has none of the roles contributor, reviewer, editor.',
      pointer: '/to',
    },
  }),
  'too-many-open-requests': rule('rule', {
    meaning: 'A member has 200 open requests at most.',
    reason: 'What is asked of somebody must stay something that they can read.',
    remedy: 'Ask another member, or resolve requests to this one that nobody needs any more.',
    retry: 'The member may answer some of them.',
    example: {
      request: ADD,
      detail: 'A member has at most 200 open requests; let them answer some first.',
      pointer: '/to',
    },
  }),
  'note-resolved': rule('rule', {
    meaning: 'A note is resolved once, and takes no answers from then on.',
    reason: 'Who resolves a note knows what was said until then.',
    remedy:
      'Add another note. `GET /v1/notes/{id}` shows who resolved this one, and what they said.',
    example: { request: RESOLVE, detail: 'The note was resolved before.' },
  }),
  'too-many-answers': rule('rule', {
    meaning: 'A note takes 100 answers at most.',
    reason: 'A note is shown with all of its answers.',
    remedy: 'Resolve the note, and add another one.',
    example: { request: ANSWER, detail: 'A note takes at most 100 answers.' },
  }),
  'note-not-yours': rule('separation-of-duties', {
    meaning: 'A note is resolved by who wrote it, whom it asks, or an editor.',
    reason: 'Nobody else can tell that the question is answered.',
    remedy: 'Answer the note, or ask one of them to resolve it.',
    example: {
      request: RESOLVE,
      detail: 'A note is resolved by who wrote it, whom it asks, or an editor.',
    },
  }),
};
