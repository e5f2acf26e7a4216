import { SOURCE_TYPES, type SourceType } from '../../../events/source/source-events.js';
import { contributors } from '../../access/route-access.js';
import { AgentBody } from '../../agents/agent.dto.js';
import {
  Choice,
  DateField,
  HttpUrl,
  LanguageField,
  Name,
  Nested,
  NestedList,
} from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { sourceDecider } from '../source.decider.js';

export class PublisherBody {
  @Name(300) name: string;
}

export class SourceBody {
  @Choice(SOURCE_TYPES) type: SourceType;
  @Name(1000) title: string;
  @HttpUrl({ optional: true, example: 'https://desk.example/talks' }) url?: string;
  @Nested(() => PublisherBody, { optional: true }) publisher?: PublisherBody;
  @NestedList(() => AgentBody, { max: 100 }, { optional: true }) authors?: AgentBody[];
  @DateField({ optional: true }) publishedAt?: string;
  @LanguageField({ optional: true, example: 'en' }) language?: string;
}

export const RegisterSource = defineCommand('RegisterSource', {
  route: 'POST /v1/sources',
  summary: 'Register a source',
  description:
    'Registers an article, an interview, a post or the like, to which claims can be cited. Capture a snapshot of it next: quotes are looked for in its text.',
  access: contributors,
  body: SourceBody,
  makes: 'source',
  examples: {
    wire: {
      summary: "An agency's report",
      body: {
        type: 'article',
        title: 'Talks have started',
        url: 'https://agency.example/talks',
        publisher: { name: 'Vesla Press' },
        authors: [{ name: 'A. Reporter', type: 'person' }],
        publishedAt: '2025-10-14T09:00:00Z',
        language: 'en',
      },
    },
    source: {
      summary: 'A newspaper that has it word for word',
      body: {
        type: 'article',
        title: 'Talks on the ceasefire',
        publisher: { name: 'Harbour Courier' },
      },
    },
    copy: { summary: 'Another newspaper', body: { type: 'article', title: 'Talks begin' } },
    broadcast: {
      summary: 'A recording',
      body: { type: 'broadcast', title: 'The press conference' },
    },
  },
  decider: sourceDecider,
  stream: ({ made }) => `source-${made}`,
  command: ({ body: description }) => ({ type: 'RegisterSource' as const, description }),
});
