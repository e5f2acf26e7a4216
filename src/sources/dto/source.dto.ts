import type { SourceType } from '../../../events/source/source-events.js';
import { SOURCE_TYPES } from '../../../events/source/source-events.js';
import { AgentBody } from '../../agents/agent.dto.js';
import {
  Choice,
  DateField,
  FlagParameter,
  HttpUrl,
  LanguageField,
  Name,
  Nested,
  NestedList,
  Uuid,
  WholeParameter,
} from '../../http/fields.js';
import { LARGEST_NUMBER } from '../../http/id-parameter.js';
import { CurrentRead, PastList } from '../../queries/reading.dto.js';

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

export class SourceListQuery extends PastList {
  @Choice(SOURCE_TYPES, { optional: true }) type?: SourceType;
  @Name(300, { optional: true, description: "The publisher's whole name." }) publisher?: string;
  @FlagParameter() withdrawn?: boolean;
}

export class SnapshotQuery extends CurrentRead {
  @Uuid({
    optional: true,
    description:
      'A source: its newest capture of these bytes. Where it is left out, the newest that has a text, whosever.',
  })
  source?: string;
  @WholeParameter(1, LARGEST_NUMBER, { description: 'That capture of the source, from 1.' })
  capture?: number;
}

export class TextQuery extends SnapshotQuery {
  @Uuid({
    optional: true,
    description:
      'A citation: its passage is shown in its place, in the capture and the text in which it was found. `source` and `capture` have no part in it.',
  })
  highlight?: string;
}
