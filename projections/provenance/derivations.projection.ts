import { idOf } from '../../events/envelope.js';
import type { DerivationKind, SharedPassages } from '../../events/source/source-events.js';
import { json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { retracted, type Retraction } from '../retraction.js';

/** Which source draws on which; retracted ones are among them, and say so. */
export const derivations = defineProjection({
  name: 'derivations',
  version: 1,
  table: {
    name: 'derivations',
    columns: {
      derivation_id: text(),
      /** The source that draws on the other. */
      source_id: text(),
      /** The source that is drawn on. */
      from_id: text(),
      kind: text<DerivationKind>(),
      /** What the two share, where a suggestion was accepted. */
      suggestion: nullable(json<SharedPassages>()),
      retracted: nullable(json<Retraction>()),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'derivation_id',
    versioned: true,
    indexes: [
      { columns: ['source_id', 'recorded_position', 'derivation_id'] },
      { columns: ['from_id', 'recorded_position', 'derivation_id'] },
    ],
  },
  keys: ({ data }) => [data.derivationId],
  on: {
    DerivationDeclared(before, event, key) {
      absent(before, event, key);
      const { from, kind, suggestion = null, declaredBy } = event.data;
      return {
        derivation_id: key,
        source_id: idOf(event.stream),
        from_id: from,
        kind,
        suggestion,
        retracted: null,
        recorded_by: declaredBy,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
    DerivationRetracted: retracted,
  },
});
