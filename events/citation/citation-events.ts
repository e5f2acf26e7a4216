import Type, { type Static } from 'typebox';

import type { Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Claimant, Id, Language, PartialDate, Sha256, text } from '../fields.js';
import { CaptureNumber, Mark } from '../source/source-events.js';

export const STANCES = ['makes', 'supports', 'refutes', 'context'] as const;
export type Stance = (typeof STANCES)[number];

export const FIDELITIES = ['exact', 'normalized', 'elided', 'altered', 'absent'] as const;
export type Fidelity = (typeof FIDELITIES)[number];

export const ANCHORS = ['anchored', 'ambiguous', 'orphaned'] as const;
export type Anchor = (typeof ANCHORS)[number];

export const HOP_MODES = [
  'said',
  'wrote',
  'observed',
  'quoted',
  'paraphrased',
  'reported',
  'translated',
  'republished',
] as const;

/** W3C Web Annotation TextQuoteSelector. */
export const Quote = Type.Object(
  {
    exact: text(10_000),
    prefix: Type.Optional(text(1000)),
    suffix: Type.Optional(text(1000)),
  },
  { $id: 'Quote', additionalProperties: false },
);
export type Quote = Static<typeof Quote>;

/** W3C Web Annotation TextPositionSelector: Unicode code points, end exclusive. */
const place = {
  start: Type.Integer({ minimum: 0 }),
  end: Type.Integer({ minimum: 0 }),
};

/** Where the ledger found the quote, and the snapshot's own words there. */
export const Passage = Type.Object(
  { ...place, exact: Type.String() },
  { $id: 'Passage', additionalProperties: false },
);
export type Passage = Static<typeof Passage>;

/** One step of the words' way, origin first. */
export const Hop = Type.Object(
  {
    mode: Type.Enum([...HOP_MODES]),
    by: Claimant,
    at: Type.Optional(PartialDate),
    sourceId: Type.Optional(Id),
  },
  { $id: 'Hop', additionalProperties: false },
);
export type Hop = Static<typeof Hop>;

const anchoringOfVersion1 = {
  /** Name and version of the algorithm: `text-quote/5`. */
  algorithm: text(50),
  fidelity: Type.Enum([...FIDELITIES]),
  anchor: Type.Enum([...ANCHORS]),
  /** Only where anchored. */
  passage: Type.Optional(Passage),
  /** Only where ambiguous: every place found, up to the algorithm's bound. */
  places: Type.Optional(
    Type.Array(Type.Object(place, { additionalProperties: false }), { maxItems: 100 }),
  ),
};

const omission = { text: Type.String(), ...place };

/** The snapshot's words that a quote leaves out at an ellipsis, and where they stand. */
export const Omission = Type.Object(
  {
    ...omission,
    /**
     * Whether they negate or call something untrue, so that the quote may say the contrary; null where
     * that is not known, for want of a list of the language's.
     */
    negation: Type.Union([Type.Boolean(), Type.Null()]),
  },
  { $id: 'Omission', additionalProperties: false },
);
export type Omission = Static<typeof Omission>;

/** What sort of words a change touches; the first four change what is said. */
export const CHANGE_KINDS = [
  'number',
  'currency',
  'name',
  'negation',
  'word',
  'case',
  'punctuation',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

const differenceOf = <Kind extends string>(version: string, kinds: readonly Kind[]) =>
  Type.Object(
    {
      /** 1 is the same, 0 nothing alike. */
      score: Type.Number({ minimum: 0, maximum: 1 }),
      /** In order: the passage's words (`from`) and the quote's in their place (`to`); either may be empty. */
      changes: Type.Array(
        Type.Object(
          { from: Type.String(), to: Type.String(), kind: Type.Enum([...kinds]) },
          { $id: `Change${version}`, additionalProperties: false },
        ),
        { maxItems: 1000 },
      ),
    },
    { $id: `Difference${version}`, additionalProperties: false },
  );

/** How an altered quote differs from the passage. */
export const Difference = differenceOf('', CHANGE_KINDS);
export type Difference = Static<typeof Difference>;

/** What stands in the passage's own sentence before and after it. */
export const Sentence = Type.Object(
  {
    /** At most 1,000 code points, the nearest ones; empty where the passage begins the sentence. */
    before: Type.String(),
    after: Type.String(),
    /**
     * Whether either, or what introduces the list that the sentence is an item of, negates the passage or
     * calls it untrue; null where that is not known.
     */
    negation: Type.Union([Type.Boolean(), Type.Null()]),
  },
  { $id: 'Sentence', additionalProperties: false },
);
export type Sentence = Static<typeof Sentence>;

export const REGIONS = ['article', 'page'] as const;

const details = {
  /** What the quote itself adds in square brackets, which is no alteration: `[the ministry]`. */
  insertions: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
  /** Only where absent: the score of the passage that is the most like the quote. */
  nearestScore: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
};

/** The form before sentences, marks and regions were told. */
const AnchoringOfVersion2 = Type.Object(
  {
    ...anchoringOfVersion1,
    ...details,
    omitted: Type.Optional(
      Type.Array(
        Type.Object({ ...omission, negation: Type.Boolean() }, { additionalProperties: false }),
        { maxItems: 100 },
      ),
    ),
    difference: Type.Optional(
      differenceOf('V2', ['number', 'name', 'negation', 'word', 'punctuation']),
    ),
  },
  { $id: 'AnchoringV2', additionalProperties: false },
);

/** What the ledger computed when it looked for the quote in the snapshot. */
export const Anchoring = Type.Object(
  {
    ...anchoringOfVersion1,
    ...details,
    /** Only where anchored, and elided or altered in parts: in the order of the text. */
    omitted: Type.Optional(Type.Array(Omission, { maxItems: 100 })),
    /** Only where altered, and anchored or the same in all places. */
    difference: Type.Optional(Difference),
    /** Only where anchored. */
    sentence: Type.Optional(Sentence),
    /** Where on the page the passage stands. Only where anchored, in a text with an article. */
    within: Type.Optional(Type.Enum([...REGIONS])),
    /** Where the passage lies in words that the document strikes out, inserts or draws unseen. */
    marks: Type.Optional(Type.Array(Mark, { minItems: 1, maxItems: 100 })),
    /** The language by which negations were told: declared, or else detected. Left out where it is not known. */
    language: Type.Optional(Language),
  },
  { $id: 'Anchoring', additionalProperties: false },
);
export type Anchoring = Static<typeof Anchoring>;

const citation = {
  citationId: Id,
  sourceId: Id,
  stance: Type.Enum([...STANCES]),
  /** The snapshot that the passage is in; left out where the source as a whole is cited and has none. */
  snapshot: Type.Optional(Sha256),
  quote: Type.Optional(Quote),
  attribution: Type.Array(Hop, { maxItems: 20 }),
  addedBy: Id,
};

/** The event before elided and altered quotes were found. */
export const CitationAddedV1 = defineEvent(
  'CitationAdded',
  1,
  Type.Object(
    {
      ...citation,
      anchoring: Type.Optional(Type.Object(anchoringOfVersion1, { additionalProperties: false })),
    },
    { additionalProperties: false },
  ),
);

/** The event before it named its capture, and the text that its passage is counted in. */
export const CitationAddedV2 = defineEvent(
  'CitationAdded',
  2,
  Type.Object(
    { ...citation, anchoring: Type.Optional(AnchoringOfVersion2) },
    { additionalProperties: false },
  ),
);

const lookedIn = {
  /**
   * Which capture of the source the `snapshot` is. Left out by earlier releases, under which a source had
   * the same bytes captured once.
   */
  capture: Type.Optional(CaptureNumber),
  /** SHA-256 of the text in which the passage is counted. Left out by earlier releases: the capture's first. */
  text: Type.Optional(Sha256),
};

export const CitationAdded = defineEvent(
  'CitationAdded',
  3,
  Type.Object(
    {
      ...citation,
      ...lookedIn,
      /** Left out where the source is cited as a whole. */
      anchoring: Type.Optional(Anchoring),
    },
    { additionalProperties: false },
  ),
);

/** All that the later versions add may be left out. */
export const citationAddedUpcasts: readonly Upcast[] = [
  { type: 'CitationAdded', from: 1, to: 2, upcast: (data) => data },
  { type: 'CitationAdded', from: 2, to: 3, upcast: (data) => data },
];

export const REANCHORING_OUTCOMES = ['unchanged', 'moved', 'altered', 'orphaned'] as const;
export type ReanchoringOutcome = (typeof REANCHORING_OUTCOMES)[number];

const reanchored = {
  citationId: Id,
  /** The later one. */
  snapshot: Sha256,
  /** Against the citation as it was added: `altered` and `orphaned` say that the source's words have changed. */
  outcome: Type.Enum([...REANCHORING_OUTCOMES]),
};

export const CitationReanchoredV1 = defineEvent(
  'CitationReanchored',
  1,
  Type.Object({ ...reanchored, anchoring: AnchoringOfVersion2 }, { additionalProperties: false }),
);

/** The ledger looked for the quote in a later capture of its source, or in another text of one. */
export const CitationReanchored = defineEvent(
  'CitationReanchored',
  2,
  Type.Object(
    {
      ...reanchored,
      ...lookedIn,
      /** What was found in the text that was looked in. */
      anchoring: Anchoring,
    },
    { additionalProperties: false },
  ),
);

/** All that the second version adds may be left out. */
export const citationReanchoredUpcast: Upcast = {
  type: 'CitationReanchored',
  from: 1,
  to: 2,
  upcast: (data) => data,
};

export const CitationRetracted = defineEvent(
  'CitationRetracted',
  1,
  Type.Object({ citationId: Id, reason: text(5000) }, { additionalProperties: false }),
);

export type CitationData = EventOf<typeof CitationAdded>['data'];

/** The events of this subject, in the versions that are written today. */
export const citationEvents = [CitationAdded, CitationReanchored, CitationRetracted] as const;

export type CitationEvent = EventOf<(typeof citationEvents)[number]>;
