import { idOf } from '../../events/envelope.js';
import type { ExtractedText } from '../../events/source/source-events.js';
import { integer, json, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

/** The texts that were taken out of captures anew, every one: what was cited rests on the one of its time. */
export const snapshotTexts = defineProjection({
  name: 'snapshot-texts',
  version: 1,
  table: {
    name: 'snapshot_texts',
    columns: {
      /** The position of the event. */
      snapshot_text: text(),
      source_id: text(),
      /** The first capture of the source is 1. */
      capture: integer(),
      /** SHA-256 of the capture's bytes. */
      sha256: text(),
      text: json<ExtractedText>(),
      taken_at: text(),
    },
    key: 'snapshot_text',
    indexes: [
      { columns: ['source_id', 'capture', 'snapshot_text'] },
      { columns: ['sha256', 'snapshot_text'] },
    ],
  },
  keys: (event) => [event.position],
  on: {
    SnapshotTextTaken(before, event, key) {
      if (before) return undefined;
      const { capture, sha256, text } = event.data;
      return {
        snapshot_text: key,
        source_id: idOf(event.stream),
        capture,
        sha256,
        text,
        taken_at: event.metadata.recordedAt,
      };
    },
  },
});
