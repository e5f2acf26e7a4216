import Type, { type Static } from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { Agent, Language, Organisation, PartialDate, Sha256, text } from '../fields.js';

export const SOURCE_TYPES = [
  'article',
  'interview',
  'broadcast',
  'statement',
  'document',
  'dataset',
  'post',
  'image',
  'video',
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

const description = {
  type: Type.Enum([...SOURCE_TYPES]),
  title: text(1000),
  url: text(2000),
  publisher: Organisation,
  authors: Type.Array(Agent, { maxItems: 100 }),
  publishedAt: PartialDate,
  language: Language,
};

export const SourceRegistered = defineEvent(
  'SourceRegistered',
  1,
  Type.Object(
    {
      type: description.type,
      title: description.title,
      url: Type.Optional(description.url),
      publisher: Type.Optional(description.publisher),
      authors: Type.Optional(description.authors),
      publishedAt: Type.Optional(description.publishedAt),
      language: Type.Optional(description.language),
    },
    { additionalProperties: false },
  ),
);

/** What changed; null takes a member away. */
export const SourceAmended = defineEvent(
  'SourceAmended',
  1,
  Type.Object(
    {
      changes: Type.Object(
        {
          type: Type.Optional(description.type),
          title: Type.Optional(description.title),
          url: Type.Optional(Type.Union([description.url, Type.Null()])),
          publisher: Type.Optional(Type.Union([description.publisher, Type.Null()])),
          authors: Type.Optional(Type.Union([description.authors, Type.Null()])),
          publishedAt: Type.Optional(Type.Union([description.publishedAt, Type.Null()])),
          language: Type.Optional(Type.Union([description.language, Type.Null()])),
        },
        { additionalProperties: false },
      ),
    },
    { additionalProperties: false },
  ),
);

/** The text taken out of a snapshot, or why there is none. */
export const ExtractedText = Type.Union([
  Type.Object(
    {
      extractor: Type.Object(
        { name: text(100), version: text(50) },
        { additionalProperties: false },
      ),
      /** Unicode code points. */
      characters: Type.Integer({ minimum: 0 }),
      /** Of the text as UTF-8. */
      sha256: Sha256,
    },
    { additionalProperties: false },
  ),
  Type.Object({ reason: text(500) }, { additionalProperties: false }),
]);
export type ExtractedText = Static<typeof ExtractedText>;

export const SnapshotCaptured = defineEvent(
  'SnapshotCaptured',
  1,
  Type.Object(
    {
      sha256: Sha256,
      bytes: Type.Integer({ minimum: 1 }),
      mediaType: text(255),
      text: ExtractedText,
    },
    { additionalProperties: false },
  ),
);

export const SourceWithdrawn = defineEvent(
  'SourceWithdrawn',
  1,
  Type.Object({ reason: text(5000) }, { additionalProperties: false }),
);

export type SourceDescription = EventOf<typeof SourceRegistered>['data'];
export type SourceChanges = EventOf<typeof SourceAmended>['data']['changes'];
export type SnapshotData = EventOf<typeof SnapshotCaptured>['data'];
export type SourceEvent =
  | EventOf<typeof SourceRegistered>
  | EventOf<typeof SourceAmended>
  | EventOf<typeof SnapshotCaptured>
  | EventOf<typeof SourceWithdrawn>;
