import { idOf } from '../../events/envelope.js';
import type { SharedPassages } from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

export type SuggestionDismissalRow = {
  /** `<sourceId>/<fromId>`. */
  suggestion: string;
  source_id: string;
  from_id: string;
  /** What the two shared when somebody looked. */
  shared: SharedPassages;
  reason: string;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
};

export const suggestionDismissalColumns = {
  suggestion: { type: 'text' },
  source_id: { type: 'text' },
  from_id: { type: 'text' },
  shared: { type: 'json' },
  reason: { type: 'text' },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<SuggestionDismissalRow>;

/** Which sources a member says a source does not draw on, whatever they share. */
export const suggestionDismissals: Projection<SuggestionDismissalRow> = {
  name: 'suggestion-dismissals',
  version: 1,
  table: {
    name: 'suggestion_dismissals',
    columns: suggestionDismissalColumns,
    key: 'suggestion',
    versioned: false,
    indexes: [{ columns: ['source_id', 'from_id'] }],
  },
  handles: ['DerivationSuggestionDismissed'],
  keys(event) {
    if (event.type !== 'DerivationSuggestionDismissed') return [];
    return [`${idOf(event.stream)}/${event.data.from}`];
  },
  evolve(before, event, key) {
    if (before !== undefined || event.type !== 'DerivationSuggestionDismissed') return undefined;
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
};
