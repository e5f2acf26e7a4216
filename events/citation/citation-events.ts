import Type, { type Static } from 'typebox';

import { defineEvent, type EventOf } from '../define.js';
import { Claimant, Id, PartialDate, Sha256, text } from '../fields.js';

export const STANCES = ['makes', 'supports', 'refutes', 'context'] as const;
export type Stance = (typeof STANCES)[number];

/** `elided` and `altered` are named by the domain; the present algorithm does not yet find them. */
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

/** What the ledger computed when it looked for the quote in the snapshot. */
export const Anchoring = Type.Object(
  {
    /** Name and version of the algorithm: `text-quote/1`. */
    algorithm: text(50),
    fidelity: Type.Enum([...FIDELITIES]),
    anchor: Type.Enum([...ANCHORS]),
    /** Only where anchored. */
    passage: Type.Optional(Passage),
    /** Only where ambiguous: every place found, up to the algorithm's bound. */
    places: Type.Optional(
      Type.Array(Type.Object(place, { additionalProperties: false }), { maxItems: 100 }),
    ),
  },
  { additionalProperties: false },
);
export type Anchoring = Static<typeof Anchoring>;

export const CitationAdded = defineEvent(
  'CitationAdded',
  1,
  Type.Object(
    {
      citationId: Id,
      sourceId: Id,
      stance: Type.Enum([...STANCES]),
      /** The snapshot that the passage is in; left out where the source as a whole is cited and has none. */
      snapshot: Type.Optional(Sha256),
      quote: Type.Optional(Quote),
      /** Left out where the source is cited as a whole. */
      anchoring: Type.Optional(Anchoring),
      attribution: Type.Array(Hop, { maxItems: 20 }),
      addedBy: Id,
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
export type CitationEvent = EventOf<typeof CitationAdded> | EventOf<typeof CitationRetracted>;
