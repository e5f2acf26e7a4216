import type {
  Anchor,
  Anchoring,
  Fidelity,
  Hop,
  Passage,
  Quote,
  ReanchoringOutcome,
  Stance,
} from '../../events/citation/citation-events.js';
import { idOf } from '../../events/envelope.js';
import type { Recorded } from '../../events/ledger-event.js';
import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { retracted, unretracted, type Retraction } from '../retraction.js';

/** Code points, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** What became of the quote in a later snapshot of its source. */
export interface Reanchoring {
  readonly snapshot: string;
  /** Which capture of the source that is; null where an earlier release did not say. */
  readonly capture: number | null;
  /** SHA-256 of the text that was looked in; null where an earlier release did not say. */
  readonly text: string | null;
  /** Against the citation as it was added. */
  readonly outcome: ReanchoringOutcome;
  readonly anchoring: Anchoring;
  readonly at: string;
}

/** What only some fidelities have. */
export type AnchoringDetails = Pick<
  Anchoring,
  | 'omitted'
  | 'insertions'
  | 'difference'
  | 'nearestScore'
  | 'sentence'
  | 'within'
  | 'marks'
  | 'language'
>;

const columns = {
  citation_id: text(),
  claim_id: text(),
  source_id: text(),
  /** SHA-256; null where a source without snapshots is cited as a whole. */
  snapshot: nullable(text()),
  /** Which capture of the source that is; null where there is none, or an earlier release did not say. */
  capture: nullable(integer()),
  /** SHA-256 of the text in which the passage is counted; null as above. */
  text: nullable(text()),
  stance: text<Stance>(),
  quote: nullable(json<Quote>()),
  passage: nullable(json<Passage>()),
  /** All the places of an ambiguous quote. */
  places: nullable(json<readonly Place[]>()),
  /** Null where the quote stands there as it is. */
  details: nullable(json<AnchoringDetails>()),
  fidelity: nullable(text<Fidelity>()),
  anchor: nullable(text<Anchor>()),
  /** Which algorithm found fidelity and anchor. */
  algorithm: nullable(text()),
  /** Origin first. */
  attribution: json<readonly Hop[]>(),
  /** What was found in the newest capture that was looked in again; null where none was. */
  latest: nullable(json<Reanchoring>()),
  /** The capture, and the text of it, in which the ledger looked last, of whatever age. */
  looked_capture: nullable(integer()),
  looked_text: nullable(text()),
  looked_snapshot: nullable(text()),
  /** The algorithm that looked last; null where there is no quote. */
  looked_by: nullable(text()),
  /** 1 where that has the words otherwise, or not at all. */
  quote_changed: integer(),
  retracted: nullable(json<Retraction>()),
  recorded_by: text(),
  recorded_at: text(),
  recorded_position: text(),
};
type CitationRow = RowOf<typeof columns>;

export const citations = defineProjection({
  name: 'citations',
  version: 4,
  table: {
    name: 'citations',
    columns,
    key: 'citation_id',
    versioned: true,
    // A citation has few versions, so that one index serves the list now and as of earlier.
    indexes: [
      { columns: ['claim_id', 'recorded_position', 'citation_id'] },
      { columns: ['source_id', 'recorded_position', 'citation_id'] },
      { columns: ['looked_by', 'source_id'], rows: 'current' },
      {
        columns: ['source_id', 'looked_by', 'looked_capture', 'looked_text'],
        rows: 'current',
      },
      {
        columns: [
          'recorded_position',
          'citation_id',
          'valid_from_at',
          'stance',
          'fidelity',
          'anchor',
        ],
      },
    ],
  },
  keys: ({ data }) => [data.citationId],
  on: {
    CitationAdded(before, event, key) {
      absent(before, event, key);
      return added(event);
    },
    CitationReanchored: (before, event, key) => reanchored(unretracted(before, event, key), event),
    CitationRetracted: retracted,
  },
});

function added(event: Recorded<'CitationAdded'>): CitationRow {
  const { citationId, sourceId, stance, snapshot, quote, anchoring } = event.data;
  const { attribution, addedBy, capture = null, text = null } = event.data;
  return {
    citation_id: citationId,
    claim_id: idOf(event.stream),
    source_id: sourceId,
    snapshot: snapshot ?? null,
    capture,
    text,
    stance,
    quote: quote ?? null,
    passage: anchoring?.passage ?? null,
    places: anchoring?.places ?? null,
    details: detailsOf(anchoring),
    fidelity: anchoring?.fidelity ?? null,
    anchor: anchoring?.anchor ?? null,
    algorithm: anchoring?.algorithm ?? null,
    attribution,
    latest: null,
    looked_capture: capture,
    looked_text: text,
    looked_snapshot: snapshot ?? null,
    looked_by: anchoring?.algorithm ?? null,
    quote_changed: 0,
    retracted: null,
    recorded_by: addedBy,
    recorded_at: event.metadata.recordedAt,
    recorded_position: event.position,
  };
}

function reanchored(row: CitationRow, event: Recorded<'CitationReanchored'>): CitationRow {
  const { snapshot, outcome, anchoring, capture = null, text = null } = event.data;
  const looked = {
    ...row,
    looked_capture: capture,
    looked_text: text,
    looked_snapshot: snapshot,
    looked_by: anchoring.algorithm,
  };
  // An older capture that is read anew says nothing of how the source is now.
  if ((capture ?? Infinity) < (row.latest?.capture ?? 0)) return looked;
  return {
    ...looked,
    latest: { snapshot, capture, text, outcome, anchoring, at: event.metadata.recordedAt },
    quote_changed: Number(outcome === 'altered' || outcome === 'orphaned'),
  };
}

function detailsOf(anchoring: Anchoring | undefined): AnchoringDetails | null {
  const { omitted, insertions, difference, nearestScore } = anchoring ?? {};
  const { sentence, within, marks, language } = anchoring ?? {};
  const details = {
    ...(omitted && { omitted }),
    ...(insertions && { insertions }),
    ...(difference && { difference }),
    ...(nearestScore !== undefined && { nearestScore }),
    ...(sentence && { sentence }),
    ...(within && { within }),
    ...(marks && { marks }),
    ...(language !== undefined && { language }),
  };
  return Object.keys(details).length > 0 ? details : null;
}
