import { idOf } from '../../events/envelope.js';
import type { SharedPassages } from '../../events/source/source-events.js';
import { json, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

/** Which sources a member says a source does not draw on, whatever they share. */
export const suggestionDismissals = defineProjection({
  name: 'suggestion-dismissals',
  version: 1,
  table: {
    name: 'suggestion_dismissals',
    columns: {
      /** `<sourceId>/<fromId>`. */
      suggestion: text(),
      source_id: text(),
      from_id: text(),
      /** What the two shared when somebody looked. */
      shared: json<SharedPassages>(),
      reason: text(),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'suggestion',
    indexes: [{ columns: ['source_id', 'from_id'] }],
  },
  keys: ({ stream, data }) => [`${idOf(stream)}/${data.from}`],
  on: {
    DerivationSuggestionDismissed(before, event, key) {
      if (before) return undefined;
      const { from, suggestion, reason } = event.data;
      return {
        suggestion: key,
        source_id: idOf(event.stream),
        from_id: from,
        shared: suggestion,
        reason,
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
  },
});
