import { writers } from '../../access/route-access.js';
import { Text } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { noteDecider } from '../note.decider.js';

export class NoteResolutionBody {
  @Text(5000, { optional: true, description: 'What came of it.' }) text?: string;
}

export const ResolveNote = defineCommand('ResolveNote', {
  route: 'POST /v1/notes/:id/resolution',
  summary: 'Resolve a note',
  description:
    'Closes a note, with what came of it where there is something to say. It stays readable, and takes no more answers. Members resolve what they wrote and what they were asked, editors also the rest.',
  access: writers,
  separatesDuties: true,
  body: NoteResolutionBody,
  examples: {
    words: { summary: 'With what came of it', body: { text: 'The citation stands.' } },
  },
  decider: noteDecider,
  stream: ({ path }) => `note-${path.id}`,
  command: ({ body: { text }, context: { actor } }) => ({
    type: 'ResolveNote' as const,
    ...(text !== undefined && { text }),
    actor,
  }),
});
