import { idOf } from '../../events/envelope.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';

/** What was answered to notes. An answer never changes. */
export const noteAnswers = defineProjection({
  name: 'note-answers',
  version: 1,
  table: {
    name: 'note_answers',
    columns: {
      answer_id: text(),
      note_id: text(),
      text: text(),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'answer_id',
    indexes: [{ columns: ['note_id', 'recorded_position'] }],
  },
  keys: ({ data }) => [data.answerId],
  on: {
    NoteAnswered(before, event, key) {
      absent(before, event, key);
      return {
        answer_id: key,
        note_id: idOf(event.stream),
        text: event.data.text,
        recorded_by: event.data.answeredBy,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
  },
});
