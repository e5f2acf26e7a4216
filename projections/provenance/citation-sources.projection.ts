import { idOf } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';

export type CitationSourceRow = {
  /** `<citationId>/<sourceId>`. */
  citation_source: string;
  citation_id: string;
  claim_id: string;
  source_id: string;
  /** Whether it is cited, or only named by a hop of the words' way. */
  by: 'passage' | 'hop';
  /** Of the citation. */
  recorded_position: string;
};

export const citationSourceColumns = {
  citation_source: { type: 'text' },
  citation_id: { type: 'text' },
  claim_id: { type: 'text' },
  source_id: { type: 'text' },
  by: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<CitationSourceRow>;

/** The sources that a citation names, each once; whether it was retracted is for the citation to say. */
export const citationSources: Projection<CitationSourceRow> = {
  name: 'citation-sources',
  version: 1,
  table: {
    name: 'citation_sources',
    columns: citationSourceColumns,
    key: 'citation_source',
    versioned: false,
    indexes: [
      { columns: ['source_id', 'recorded_position', 'citation_id'] },
      { columns: ['claim_id', 'citation_id', 'source_id'] },
    ],
  },
  handles: ['CitationAdded'],
  keys(event) {
    if (event.type !== 'CitationAdded') return [];
    const { citationId, sourceId, attribution } = event.data;
    const hops = attribution.flatMap((hop) => hop.sourceId ?? []);
    return [...new Set([sourceId, ...hops])].map((id) => `${citationId}/${id}`);
  },
  evolve(before, event, key) {
    if (event.type !== 'CitationAdded') return undefined;
    absent(before, event, key);
    const { citationId, sourceId } = event.data;
    const named = key.slice(citationId.length + 1);
    return {
      citation_source: key,
      citation_id: citationId,
      claim_id: idOf(event.stream),
      source_id: named,
      by: named === sourceId ? 'passage' : 'hop',
      recorded_position: event.position,
    };
  },
};
