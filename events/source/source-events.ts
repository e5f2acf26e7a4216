import Type, { type Static } from 'typebox';

import type { Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Agent, Id, Language, Organization, PartialDate, Sha256, text, Url } from '../fields.js';

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
  url: Url,
  publisher: Organization,
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

const extractedTextOfVersion1 = {
  extractor: Type.Object({ name: text(100), version: text(50) }, { additionalProperties: false }),
  /** Unicode code points. */
  characters: Type.Integer({ minimum: 0 }),
  /** The digest of the text as UTF-8. */
  sha256: Sha256,
};

const NoText = Type.Object({ reason: text(500) }, { additionalProperties: false });

const extractedTextOfVersion2 = {
  ...extractedTextOfVersion1,
  /** Where each page begins in the text, in code points; the first is 0. Only of what has pages. */
  pages: Type.Optional(Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 5000 })),
};

/** Unicode code points, end exclusive. */
const span = { start: Type.Integer({ minimum: 0 }), end: Type.Integer({ minimum: 0 }) };

/** What a document does with words that it carries all the same. */
export const MARK_KINDS = ['struck', 'inserted', 'invisible'] as const;
export type MarkKind = (typeof MARK_KINDS)[number];

/** A stretch of a text that its document strikes out, marks as inserted, or draws unseen. */
export const Mark = Type.Object(
  { kind: Type.Enum([...MARK_KINDS]), ...span },
  { $id: 'Mark', additionalProperties: false },
);
export type Mark = Static<typeof Mark>;

export const MOST_MARKS = 1000;

/** The text taken out of a snapshot, or why there is none. */
export const ExtractedText = Type.Union(
  [
    Type.Object(
      {
        ...extractedTextOfVersion2,
        /** Which stretch of the text is the article. Only of a page that has one and more besides. */
        article: Type.Optional(Type.Object(span, { additionalProperties: false })),
        /** The marks in the order of the text; those of one kind do not touch. Left out where there are none. */
        marks: Type.Optional(Type.Array(Mark, { minItems: 1, maxItems: MOST_MARKS })),
        /** The language that the document says it has. */
        language: Type.Optional(Language),
        /** Share of the drawn characters that have no Unicode and are missing. Left out where none are. */
        unreadable: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
      },
      { additionalProperties: false },
    ),
    NoText,
  ],
  { $id: 'ExtractedText' },
);
export type ExtractedText = Static<typeof ExtractedText>;

const snapshot = {
  sha256: Sha256,
  bytes: Type.Integer({ minimum: 1 }),
  mediaType: text(255),
};

/** The first capture of a source is 1, the second 2: its `SnapshotCaptured` events are counted. */
export const CaptureNumber = Type.Integer({ minimum: 1 });

/** The event before pages were kept and texts compared. */
export const SnapshotCapturedV1 = defineEvent(
  'SnapshotCaptured',
  1,
  Type.Object(
    {
      ...snapshot,
      text: Type.Union([
        Type.Object(extractedTextOfVersion1, { additionalProperties: false }),
        NoText,
      ]),
    },
    { additionalProperties: false },
  ),
);

/** What is kept of a text to tell which passages it shares with others, without either text. */
export const Sketch = Type.Object(
  {
    /** Name and version of the algorithm: `shingles/1`. */
    algorithm: text(50),
    /** Hashes of 32 bits, ascending, little-endian, in base64; the least ones of all the text's shingles. */
    hashes: Type.String({ maxLength: 2000 }),
    /** How many shingles, each counted once, the whole text has. */
    shingles: Type.Integer({ minimum: 0 }),
  },
  { $id: 'Sketch', additionalProperties: false },
);
export type Sketch = Static<typeof Sketch>;

/** Where the ledger itself had the bytes from. */
export const Fetched = Type.Object(
  {
    /** The URL that was asked for. */
    url: description.url,
    /** The URL of the page that gave the bytes, once every redirect was followed. */
    finalUrl: description.url,
  },
  { $id: 'Fetched', additionalProperties: false },
);
export type Fetched = Static<typeof Fetched>;

const captured = {
  /** Left out where there is no text, or one too short. */
  sketch: Type.Optional(Sketch),
  /** Left out where a member sent the bytes. */
  fetched: Type.Optional(Fetched),
};

/** The event before a text told its article, marks and language, and a media type could be detected. */
export const SnapshotCapturedV2 = defineEvent(
  'SnapshotCaptured',
  2,
  Type.Object(
    {
      ...snapshot,
      text: Type.Union([
        Type.Object(extractedTextOfVersion2, { additionalProperties: false }),
        NoText,
      ]),
      ...captured,
    },
    { additionalProperties: false },
  ),
);

export const SnapshotCaptured = defineEvent(
  'SnapshotCaptured',
  3,
  Type.Object(
    {
      ...snapshot,
      /** What the sender named, where that said nothing and `mediaType` was told from the bytes. */
      declaredType: Type.Optional(text(255)),
      text: ExtractedText,
      ...captured,
    },
    { additionalProperties: false },
  ),
);

/** All that the later versions add may be left out. */
export const snapshotCapturedUpcasts: readonly Upcast[] = [
  { type: 'SnapshotCaptured', from: 1, to: 2, upcast: (data) => data },
  { type: 'SnapshotCaptured', from: 2, to: 3, upcast: (data) => data },
];

/**
 * The text of a capture was taken out anew, by another release of the extractor. What was cited before
 * keeps the text that it was cited in; citations are looked for again in this one.
 */
export const SnapshotTextTaken = defineEvent(
  'SnapshotTextTaken',
  1,
  Type.Object(
    {
      capture: CaptureNumber,
      /** SHA-256 of the capture's bytes. */
      sha256: Sha256,
      text: ExtractedText,
      sketch: captured.sketch,
    },
    { additionalProperties: false },
  ),
);

export const DERIVATION_KINDS = [
  'quotes',
  'reports',
  'republishes',
  'translates',
  'excerpts',
] as const;
export type DerivationKind = (typeof DERIVATION_KINDS)[number];

/** Why the ledger suggests that one source draws on another: what two of their snapshots share. */
export const SharedPassages = Type.Object(
  {
    /** Name and version of the algorithm: `shingles/1`. */
    algorithm: text(50),
    /** The snapshot of the source that draws on the other. */
    snapshot: Sha256,
    fromSnapshot: Sha256,
    /** Estimated share of the first snapshot's shingles that stand in the other, too. */
    share: Type.Number({ minimum: 0, maximum: 1 }),
  },
  { $id: 'SharedPassages', additionalProperties: false },
);
export type SharedPassages = Static<typeof SharedPassages>;

/** The stream's source draws on another one. */
export const DerivationDeclared = defineEvent(
  'DerivationDeclared',
  1,
  Type.Object(
    {
      derivationId: Id,
      /** The source that is drawn on. */
      from: Id,
      kind: Type.Enum([...DERIVATION_KINDS]),
      /** Where the member accepted a suggestion of the ledger. */
      suggestion: Type.Optional(SharedPassages),
      /** The member; who else takes it back must be an editor. */
      declaredBy: Id,
    },
    { additionalProperties: false },
  ),
);

export const DerivationRetracted = defineEvent(
  'DerivationRetracted',
  1,
  Type.Object({ derivationId: Id, reason: text(5000) }, { additionalProperties: false }),
);

/** A member looked at a suggestion and says that the source does not draw on the other one. */
export const DerivationSuggestionDismissed = defineEvent(
  'DerivationSuggestionDismissed',
  1,
  Type.Object(
    { from: Id, suggestion: SharedPassages, reason: text(5000) },
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
export type DerivationData = EventOf<typeof DerivationDeclared>['data'];
export type SnapshotData = EventOf<typeof SnapshotCaptured>['data'];
export type TextTakenData = EventOf<typeof SnapshotTextTaken>['data'];

/** The events of this subject, in the versions that are written today. */
export const sourceEvents = [
  SourceRegistered,
  SourceAmended,
  SnapshotCaptured,
  SnapshotTextTaken,
  DerivationDeclared,
  DerivationRetracted,
  DerivationSuggestionDismissed,
  SourceWithdrawn,
] as const;

export type SourceEvent = EventOf<(typeof sourceEvents)[number]>;
