import type { ExtractedText } from '../../events/source/source-events.js';
import { integer, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { existing } from '../impossible-event.js';

const columns = {
  source_id: text(),
  /** How many captures there are, with a text or without. */
  captures: integer(),
  /** The capture whose text was taken out last; null where none was. */
  capture: nullable(integer()),
  /** Its SHA-256. */
  text: nullable(text()),
  /** The newest one that has a text: another than `capture` where an older one was read anew since. */
  newest_capture: nullable(integer()),
  /** 1 where more than one text was taken out, so that quotes may have to be looked for again. */
  recaptured: integer(),
};
type NewestReadingRow = RowOf<typeof columns>;

/**
 * The text of each captured source that was taken out last. A quote that was looked for there has
 * nothing pending, save where an older capture was read anew.
 */
export const newestReadings = defineProjection({
  name: 'newest-readings',
  version: 1,
  table: {
    name: 'newest_readings',
    columns,
    key: 'source_id',
    indexes: [{ columns: ['recaptured', 'source_id'] }],
  },
  on: {
    SnapshotCaptured(before, event, key) {
      const captures = (before?.captures ?? 0) + 1;
      const row = before ? { ...before, captures } : first(key);
      return read(row, event.data.text, captures);
    },
    SnapshotTextTaken(before, event) {
      const { capture, text } = event.data;
      const isMade = before !== undefined && capture <= before.captures;
      return read(
        existing(isMade ? before : undefined, event, `capture ${capture}`),
        text,
        capture,
      );
    },
  },
});

function first(sourceId: string): NewestReadingRow {
  return {
    source_id: sourceId,
    captures: 1,
    capture: null,
    text: null,
    newest_capture: null,
    recaptured: 0,
  };
}

function read(row: NewestReadingRow, text: ExtractedText, capture: number): NewestReadingRow {
  if ('reason' in text) return row;
  return {
    ...row,
    capture,
    text: text.sha256,
    newest_capture: Math.max(capture, row.newest_capture ?? 0),
    recaptured: Number(row.text !== null),
  };
}
