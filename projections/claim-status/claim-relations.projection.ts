import type { RelationKind } from '../../events/claim/claim-events.js';
import { idOf } from '../../events/envelope.js';
import type { Projection } from '../engine/projection.js';
import type { Table } from '../engine/table.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { takenBack, type TakenBack } from '../taken-back.js';

export type ClaimRelationRow = {
  relation_id: string;
  /** The claim that it was recorded on. */
  claim_id: string;
  /** The claim that it leads to. */
  other_id: string;
  kind: RelationKind;
  note: string | null;
  retracted: TakenBack | null;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
};

export const claimRelationColumns = {
  relation_id: { type: 'text' },
  claim_id: { type: 'text' },
  other_id: { type: 'text' },
  kind: { type: 'text' },
  note: { type: 'text', nullable: true },
  retracted: { type: 'json', nullable: true },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<ClaimRelationRow>;

/** A relation has two versions at most, so that one index for each end serves now and earlier. */
const table: Table = {
  name: 'claim_relations',
  columns: claimRelationColumns,
  key: 'relation_id',
  versioned: true,
  indexes: [
    { columns: ['claim_id', 'recorded_position', 'relation_id'] },
    { columns: ['other_id', 'recorded_position', 'relation_id'] },
  ],
};

/** How claims stand to one another; found from either end. */
export const claimRelations: Projection<ClaimRelationRow> = {
  name: 'claim-relations',
  version: 1,
  table,
  handles: ['ClaimRelated', 'ClaimUnrelated'],
  keys(event) {
    if (event.type !== 'ClaimRelated' && event.type !== 'ClaimUnrelated') return [];
    return [event.data.relationId];
  },
  evolve(before, event, key) {
    if (event.type === 'ClaimRelated') {
      absent(before, event, key);
      const { kind, to, note } = event.data;
      return {
        relation_id: key,
        claim_id: idOf(event.stream),
        other_id: to,
        kind,
        note: note ?? null,
        retracted: null,
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    }
    if (event.type !== 'ClaimUnrelated') return undefined;
    const row = existing(before, event, key);
    if (row.retracted) throw new ImpossibleEventError(event, `${key} was taken back before`);
    return { ...row, retracted: takenBack(event, event.data.reason) };
  },
};
