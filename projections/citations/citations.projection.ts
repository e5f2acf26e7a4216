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
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { Projection } from '../engine/projection.js';
import type { Table } from '../engine/table.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { takenBack, type TakenBack } from '../taken-back.js';

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

export type CitationRow = {
  citation_id: string;
  claim_id: string;
  source_id: string;
  /** SHA-256; null where a source without snapshots is cited as a whole. */
  snapshot: string | null;
  /** Which capture of the source that is; null where there is none, or an earlier release did not say. */
  capture: number | null;
  /** SHA-256 of the text in which the passage is counted; null as above. */
  text: string | null;
  stance: Stance;
  quote: Quote | null;
  passage: Passage | null;
  /** All the places of an ambiguous quote. */
  places: readonly Place[] | null;
  /** Null where the quote stands there as it is. */
  details: AnchoringDetails | null;
  fidelity: Fidelity | null;
  anchor: Anchor | null;
  /** Which algorithm found fidelity and anchor. */
  algorithm: string | null;
  /** Origin first. */
  attribution: readonly Hop[];
  /** In the newest capture in which the ledger has looked again; null where it has in none. */
  latest: Reanchoring | null;
  /** The capture, and the text of it, in which the ledger looked last, of whatever age. */
  looked_capture: number | null;
  looked_text: string | null;
  looked_snapshot: string | null;
  /** By which algorithm; null where there is no quote. */
  looked_by: string | null;
  /** 1 where that has the words otherwise, or not at all. */
  quote_changed: number;
  retracted: TakenBack | null;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
};

export const citationColumns = {
  citation_id: { type: 'text' },
  claim_id: { type: 'text' },
  source_id: { type: 'text' },
  snapshot: { type: 'text', nullable: true },
  capture: { type: 'integer', nullable: true },
  text: { type: 'text', nullable: true },
  stance: { type: 'text' },
  quote: { type: 'json', nullable: true },
  passage: { type: 'json', nullable: true },
  places: { type: 'json', nullable: true },
  details: { type: 'json', nullable: true },
  fidelity: { type: 'text', nullable: true },
  anchor: { type: 'text', nullable: true },
  algorithm: { type: 'text', nullable: true },
  attribution: { type: 'json' },
  latest: { type: 'json', nullable: true },
  looked_capture: { type: 'integer', nullable: true },
  looked_text: { type: 'text', nullable: true },
  looked_snapshot: { type: 'text', nullable: true },
  looked_by: { type: 'text', nullable: true },
  quote_changed: { type: 'integer' },
  retracted: { type: 'json', nullable: true },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<CitationRow>;

/** A citation has few versions, so that one index serves the list now and as of earlier. */
const table: Table = {
  name: 'citations',
  columns: citationColumns,
  key: 'citation_id',
  versioned: true,
  indexes: [
    { columns: ['claim_id', 'recorded_position', 'citation_id'] },
    { columns: ['source_id', 'recorded_position', 'citation_id'] },
    { columns: ['looked_by', 'source_id'], rows: 'current' },
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
};

export const citations: Projection<CitationRow> = {
  name: 'citations',
  version: 3,
  table,
  handles: ['CitationAdded', 'CitationReanchored', 'CitationRetracted'],
  keys(event) {
    return 'citationId' in event.data ? [event.data.citationId] : [];
  },
  evolve(before, event, key) {
    if (event.type === 'CitationAdded') {
      absent(before, event, key);
      const { sourceId, stance, snapshot, quote, anchoring, attribution, addedBy } = event.data;
      const { capture = null, text = null } = event.data;
      return {
        citation_id: key,
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
    const row = existing(before, event, key);
    if (row.retracted) throw new ImpossibleEventError(event, `${key} was retracted before`);
    if (event.type === 'CitationReanchored') return reanchored(row, event);
    if (event.type !== 'CitationRetracted') return undefined;
    return { ...row, retracted: takenBack(event, event.data.reason) };
  },
};

function reanchored(
  row: CitationRow,
  event: Extract<RecordedLedgerEvent, { type: 'CitationReanchored' }>,
): CitationRow {
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
