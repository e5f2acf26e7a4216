import { idOf } from '../../events/envelope.js';
import { endOf } from '../../events/partial-date.js';
import { json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { retracted, type Retraction } from '../retraction.js';

/** Conflicts of interest, also those that are over or retracted. */
export const conflicts = defineProjection({
  name: 'conflicts',
  version: 1,
  table: {
    name: 'conflicts',
    columns: {
      conflict_id: text(),
      claim_id: text(),
      /** Who has it. */
      member_id: text(),
      reason: text(),
      /** As it was given: a day, month, year or instant; null where it does not end. */
      expires: nullable(text()),
      /** The instant from which on it is over. */
      ends_at: nullable(text()),
      retracted: nullable(json<Retraction>()),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'conflict_id',
    versioned: true,
    // A conflict has two versions at most, so that one index for each list serves now and earlier.
    indexes: [
      { columns: ['recorded_position', 'conflict_id'] },
      { columns: ['claim_id', 'recorded_position', 'conflict_id'] },
      { columns: ['member_id', 'recorded_position', 'conflict_id'] },
    ],
  },
  keys: ({ data }) => [data.conflictId],
  on: {
    ConflictOfInterestDeclared(before, event, key) {
      absent(before, event, key);
      const { member, reason, expires } = event.data;
      return {
        conflict_id: key,
        claim_id: idOf(event.stream),
        member_id: member,
        reason,
        expires: expires ?? null,
        ends_at: expires === undefined ? null : endOf(expires),
        retracted: null,
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
    ConflictOfInterestRetracted: retracted,
  },
});
