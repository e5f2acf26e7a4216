import Type, { type Static } from 'typebox';

import type { Upcast } from '../catalog.js';
import { defineEvent, type EventOf } from '../define.js';
import { Claimant, Id, PartialDate, Sha256, text } from '../fields.js';

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
  { additionalProperties: false },
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
  { additionalProperties: false },
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
  { additionalProperties: false },
);
export type Hop = Static<typeof Hop>;

const anchoringOfVersion1 = {
  /** Name and version of the algorithm: `text-quote/3`. */
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

/** The snapshot's words that a quote leaves out at an ellipsis, and where they stand. */
export const Omission = Type.Object(
  {
    text: Type.String(),
    ...place,
    /** Whether they hold a negating word, so that the quote may say the contrary. */
    negation: Type.Boolean(),
  },
  { additionalProperties: false },
);
export type Omission = Static<typeof Omission>;

/** What sort of words a change touches; the first three change what is said. */
export const CHANGE_KINDS = ['number', 'name', 'negation', 'word', 'punctuation'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** How an altered quote differs from the passage. */
export const Difference = Type.Object(
  {
    /** 1 is the same, 0 nothing alike. */
    score: Type.Number({ minimum: 0, maximum: 1 }),
    /** In order: the passage's words (`from`) and the quote's in their place (`to`); either may be empty. */
    changes: Type.Array(
      Type.Object(
        { from: Type.String(), to: Type.String(), kind: Type.Enum([...CHANGE_KINDS]) },
        { additionalProperties: false },
      ),
      { maxItems: 1000 },
    ),
  },
  { additionalProperties: false },
);
export type Difference = Static<typeof Difference>;

/** What the ledger computed when it looked for the quote in the snapshot. */
export const Anchoring = Type.Object(
  {
    ...anchoringOfVersion1,
    /** Only where anchored, and elided or altered in parts: in the order of the text. */
    omitted: Type.Optional(Type.Array(Omission, { maxItems: 100 })),
    /** What the quote itself adds in square brackets, which is no alteration: `[the ministry]`. */
    insertions: Type.Optional(Type.Array(Type.String(), { maxItems: 100 })),
    /** Only where altered and anchored. */
    difference: Type.Optional(Difference),
    /** Only where absent: the score of the passage that is the most like the quote. */
    nearestScore: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
  },
  { additionalProperties: false },
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

/** Before elided and altered quotes were found. */
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

export const CitationAdded = defineEvent(
  'CitationAdded',
  2,
  Type.Object(
    {
      ...citation,
      /** Left out where the source is cited as a whole. */
      anchoring: Type.Optional(Anchoring),
    },
    { additionalProperties: false },
  ),
);

/** All that the second version adds may be left out. */
export const citationAddedUpcast: Upcast = {
  type: 'CitationAdded',
  from: 1,
  to: 2,
  upcast: (data) => data,
};

export const REANCHORING_OUTCOMES = ['unchanged', 'moved', 'altered', 'orphaned'] as const;
export type ReanchoringOutcome = (typeof REANCHORING_OUTCOMES)[number];

/** The ledger looked for the quote in a later snapshot of its source. */
export const CitationReanchored = defineEvent(
  'CitationReanchored',
  1,
  Type.Object(
    {
      citationId: Id,
      /** The later one. */
      snapshot: Sha256,
      /** Against the citation as it was added: `altered` and `orphaned` say that the source's words have changed. */
      outcome: Type.Enum([...REANCHORING_OUTCOMES]),
      /** In the later snapshot. */
      anchoring: Anchoring,
    },
    { additionalProperties: false },
  ),
);

export const CitationRetracted = defineEvent(
  'CitationRetracted',
  1,
  Type.Object({ citationId: Id, reason: text(5000) }, { additionalProperties: false }),
);

export type CitationData = EventOf<typeof CitationAdded>['data'];
export type CitationEvent =
  | EventOf<typeof CitationAdded>
  | EventOf<typeof CitationReanchored>
  | EventOf<typeof CitationRetracted>;
