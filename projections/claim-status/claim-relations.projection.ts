import type { RelationKind } from '../../events/claim/claim-events.js';
import { idOf } from '../../events/envelope.js';
import { json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import { retractionOf, type Retraction } from '../retraction.js';

/** How claims stand to one another; found from either end. */
export const claimRelations = defineProjection({
  name: 'claim-relations',
  version: 1,
  table: {
    name: 'claim_relations',
    columns: {
      relation_id: text(),
      /** The claim that it was recorded on. */
      claim_id: text(),
      /** The claim that it leads to. */
      other_id: text(),
      kind: text<RelationKind>(),
      note: nullable(text()),
      retracted: nullable(json<Retraction>()),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'relation_id',
    versioned: true,
    // A relation has two versions at most, so that one index for each end serves now and earlier.
    indexes: [
      { columns: ['claim_id', 'recorded_position', 'relation_id'] },
      { columns: ['other_id', 'recorded_position', 'relation_id'] },
    ],
  },
  keys: ({ data }) => [data.relationId],
  on: {
    ClaimRelated(before, event, key) {
      absent(before, event, key);
      const { kind, to, note = null } = event.data;
      return {
        relation_id: key,
        claim_id: idOf(event.stream),
        other_id: to,
        kind,
        note,
        retracted: null,
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
    ClaimUnrelated(before, event, key) {
      const row = existing(before, event, key);
      if (row.retracted) throw new ImpossibleEventError(event, `${key} was taken back before`);
      return { ...row, retracted: retractionOf(event, event.data.reason) };
    },
  },
});
