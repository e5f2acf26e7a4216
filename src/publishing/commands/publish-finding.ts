import { publishers } from '../../access/route-access.js';
import { HttpUrl, LanguageField, Text } from '../../http/fields.js';
import { reviewingFacts } from '../../reviews/reviewing-facts.js';
import { defineCommand } from '../../routes/command.js';
import { publicationDecider } from '../publication.decider.js';

export class PublicationBody {
  @Text(5_000, {
    description: 'The claim as the public reads it, which need not be the words of the record.',
  })
  wording: string;
  @Text(10_000, { optional: true, description: 'What was found, in a few sentences.' })
  summary?: string;
  @LanguageField({ description: 'Of the wording and the summary.' }) language: string;
  @HttpUrl({
    optional: true,
    description: "Where the desk tells it; the ledger's own page where left out.",
  })
  url?: string;
}

export const PublishFinding = defineCommand('PublishFinding', {
  route: 'POST /v1/claims/:id/findings/:fid/publications',
  summary: 'Publish a finding',
  description:
    'Tells the public of a finding that stands: in its own wording, in a language, on a page of its own. A question of a claim has one publication in a language; where another finding takes the place of the published one, that is corrected. Who may publish, and whether also those whose verdicts carry the finding, the policy says.',
  access: publishers,
  separatesDuties: true,
  body: PublicationBody,
  makes: 'publication',
  examples: {
    english: {
      summary: 'In English',
      body: {
        wording: 'Talks on a second phase have started, a spokesperson of the ministry said.',
        summary: 'Both sides confirmed it within a day.',
        language: 'en',
      },
    },
  },
  decider: publicationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'PublishFinding' as const,
    publicationId: one.made,
    findingId: one.path.fid,
    ...one.body,
    actor: one.context.actor,
    policy: (await reviewingFacts(one)).policy,
  }),
  location: ({ made }) => `/v1/publications/${made}`,
});
