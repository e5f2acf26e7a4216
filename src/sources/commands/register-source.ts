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
  access: contributors,
  body: SourceBody,
  makes: 'source',
  decider: sourceDecider,
  stream: ({ made }) => `source-${made}`,
  command: ({ body: description }) => ({ type: 'RegisterSource' as const, description }),
});
