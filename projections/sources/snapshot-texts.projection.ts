import { idOf } from '../../events/envelope.js';
import type { ExtractedText } from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

export type SnapshotTextRow = {
  /** The position of the event. */
  snapshot_text: string;
  source_id: string;
  /** The first capture of the source is 1. */
  capture: number;
  /** SHA-256 of the capture's bytes. */
  sha256: string;
  text: ExtractedText;
  taken_at: string;
};

export const snapshotTextColumns = {
  snapshot_text: { type: 'text' },
  source_id: { type: 'text' },
  capture: { type: 'integer' },
  sha256: { type: 'text' },
  text: { type: 'json' },
  taken_at: { type: 'text' },
} as const satisfies ColumnsOf<SnapshotTextRow>;

/** The texts that were taken out of captures anew, every one: what was cited rests on the one of its time. */
export const snapshotTexts: Projection<SnapshotTextRow> = {
  name: 'snapshot-texts',
  version: 1,
  table: {
    name: 'snapshot_texts',
    columns: snapshotTextColumns,
    key: 'snapshot_text',
    versioned: false,
    indexes: [
      { columns: ['source_id', 'capture', 'snapshot_text'] },
      { columns: ['sha256', 'snapshot_text'] },
    ],
  },
  handles: ['SnapshotTextTaken'],
  keys: (event) => (event.type === 'SnapshotTextTaken' ? [event.position] : []),
  evolve(before, event, key) {
    if (before !== undefined || event.type !== 'SnapshotTextTaken') return undefined;
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
};
