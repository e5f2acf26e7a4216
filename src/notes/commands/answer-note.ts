import { writers } from '../../access/route-access.js';
import { Text } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { noteDecider } from '../note.decider.js';

export class NoteReplyBody {
  @Text(5000) text: string;
}

export const AnswerNote = defineCommand('AnswerNote', {
  route: 'POST /v1/notes/:id/answers',
  summary: 'Answer a note',
  description:
    'Says something to a note that is not resolved; a note takes 100 answers at most. An answer of the member whom a request asks closes the request. An answer is never edited.',
  access: writers,
  body: NoteReplyBody,
  makes: 'answer',
  examples: {
    answer: { summary: 'An answer', body: { text: 'Of the whole year; the table says so.' } },
  },
  decider: noteDecider,
  stream: ({ path }) => `note-${path.id}`,
  command: ({ body: { text }, made, context: { actor } }) => ({
    type: 'AnswerNote' as const,
    answerId: made,
    text,
    actor,
  }),
  location: ({ path }) => `/v1/notes/${path.id}`,
});
