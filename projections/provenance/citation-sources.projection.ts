import { idOf } from '../../events/envelope.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';

/** The sources that a citation names, each once; whether it was retracted is for the citation to say. */
export const citationSources = defineProjection({
  name: 'citation-sources',
  version: 1,
  table: {
    name: 'citation_sources',
    columns: {
      /** `<citationId>/<sourceId>`. */
      citation_source: text(),
      citation_id: text(),
      claim_id: text(),
      source_id: text(),
      /** Whether it is cited, or only named by a hop of the words' way. */
      by: text<'passage' | 'hop'>(),
      /** The position at which the citation was recorded. */
      recorded_position: text(),
    },
    key: 'citation_source',
    indexes: [
      { columns: ['source_id', 'recorded_position', 'citation_id'] },
      { columns: ['claim_id', 'citation_id', 'source_id'] },
    ],
  },
  keys({ data: { citationId, sourceId, attribution } }) {
    const hops = attribution.flatMap((hop) => hop.sourceId ?? []);
    return [...new Set([sourceId, ...hops])].map((id) => `${citationId}/${id}`);
  },
  on: {
    CitationAdded(before, event, key) {
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
  },
});
