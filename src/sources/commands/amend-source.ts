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
import { PublisherBody } from './register-source.js';

const changed = { optional: true, nullable: true };

/** The members that change; null takes one away. */
export class AmendmentBody {
  @Choice(SOURCE_TYPES, { optional: true }) type?: SourceType;
  @Name(1000, { optional: true }) title?: string;
  @HttpUrl(changed) url?: string | null;
  @Nested(() => PublisherBody, changed) publisher?: PublisherBody | null;
  @NestedList(() => AgentBody, { max: 100 }, changed) authors?: AgentBody[] | null;
  @DateField(changed) publishedAt?: string | null;
  @LanguageField(changed) language?: string | null;
}

export const AmendSource = defineCommand('AmendSource', {
  route: 'POST /v1/sources/:id/amendments',
  summary: 'Amend the description of a source',
  description:
    'Changes the members that are sent and leaves the others as they are; null takes a member away. What was said before stays in the log.',
  access: contributors,
  body: AmendmentBody,
  examples: {
    changes: {
      summary: 'Another title, and no language any more',
      body: { title: 'Talks on the ceasefire have started', language: null },
    },
  },
  decider: sourceDecider,
  stream: ({ path }) => `source-${path.id}`,
  command: ({ body: changes }) => ({ type: 'AmendSource' as const, changes }),
});
