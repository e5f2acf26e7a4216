import Type from 'typebox';

import { publishers } from '../../access/route-access.js';
import { DateField, Text } from '../../http/fields.js';
import { reviewingFacts } from '../../reviews/reviewing-facts.js';
import { defineCommand } from '../../routes/command.js';
import { publicationDecider } from '../publication.decider.js';

export class CorrectionBody {
  @Text(5_000, { description: 'What was wrong.' }) wrong: string;
  @DateField({ description: 'Since when it was wrong, as far as that is known.' }) since: string;
  @Text(5_000, { description: 'The claim as the public reads it from now on.' }) wording: string;
  @Text(10_000, { optional: true, description: 'What was found, as it is told from now on.' })
  summary?: string;
}

export const CorrectPublication = defineCommand('CorrectPublication', {
  route: 'POST /v1/claims/:id/publications/:pid/corrections',
  summary: 'Correct a publication',
  description:
    'Says what was wrong, since when, and what the publication says now, which is of the finding that stands now. The notice stays on the page for ever, and so does what it said before in the record.',
  access: publishers,
  separatesDuties: true,
  body: CorrectionBody,
  makes: 'correction',
  adds: { publicationId: Type.String({ format: 'uuid' }) },
  examples: {
    wording: {
      summary: 'Another wording',
      body: {
        wrong: 'We wrote that the talks had ended.',
        since: '2025-10-14',
        wording: 'Talks on a second phase have started.',
      },
    },
  },
  decider: publicationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'CorrectPublication' as const,
    correctionId: one.made,
    publicationId: one.path.pid,
    ...one.body,
    actor: one.context.actor,
    now: one.now,
    policy: (await reviewingFacts(one)).policy,
  }),
  answer: ({ path }) => ({ publicationId: path.pid }),
  location: ({ path }) => `/v1/publications/${path.pid}`,
});
