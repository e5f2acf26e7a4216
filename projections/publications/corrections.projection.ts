import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';

/** What was wrong in publications. Nothing of it ever changes. */
export const corrections = defineProjection({
  name: 'corrections',
  version: 1,
  table: {
    name: 'corrections',
    columns: {
      correction_id: text(),
      publication_id: text(),
      wrong: text(),
      /** As it was given: a day, month, year or instant. */
      since: text(),
      finding_id: text(),
      rating: text(),
      wording: text(),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'correction_id',
    indexes: [{ columns: ['publication_id', 'recorded_position', 'correction_id'] }],
  },
  keys: ({ data }) => [data.correctionId],
  on: {
    CorrectionIssued(before, event, key) {
      absent(before, event, key);
      const { publicationId, wrong, since, findingId, rating, wording } = event.data;
      return {
        correction_id: key,
        publication_id: publicationId,
        wrong,
        since,
        finding_id: findingId,
        rating,
        wording,
        recorded_by: event.metadata.actor.id,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
  },
});
