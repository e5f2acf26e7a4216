import { idOf } from '../../events/envelope.js';
import type { ExtractedText } from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

export type SnapshotRow = {
  /** `<sourceId>/<revision of the event>`, the revision in ten digits. */
  snapshot: string;
  source_id: string;
  /** SHA-256 of the bytes; other captures may have the same. */
  sha256: string;
  media_type: string;
  bytes: number;
  /** As it was taken out at the capture; see `snapshot-texts` for later ones. */
  text: ExtractedText;
  /** 1 where that is one. */
  has_text: number;
  captured_at: string;
  recorded_position: string;
};

export const snapshotColumns = {
  snapshot: { type: 'text' },
  source_id: { type: 'text' },
  sha256: { type: 'text' },
  media_type: { type: 'text' },
  bytes: { type: 'integer' },
  text: { type: 'json' },
  has_text: { type: 'integer' },
  captured_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<SnapshotRow>;

/**
 * Every capture of every source. Which number a capture has is for a query to count: an event does not
 * name it, and a row knows nothing of the ones before it.
 */
export const snapshots: Projection<SnapshotRow> = {
  name: 'snapshots',
  version: 2,
  table: {
    name: 'snapshots',
    columns: snapshotColumns,
    key: 'snapshot',
    versioned: false,
    indexes: [
      { columns: ['sha256', 'has_text', 'recorded_position'] },
      { columns: ['source_id', 'recorded_position', 'sha256'] },
    ],
  },
  handles: ['SnapshotCaptured'],
  keys(event) {
    if (event.type !== 'SnapshotCaptured') return [];
    return [`${idOf(event.stream)}/${String(event.revision).padStart(10, '0')}`];
  },
  evolve(before, event, key) {
    if (before !== undefined || event.type !== 'SnapshotCaptured') return undefined;
    const { sha256, mediaType, bytes, text } = event.data;
    return {
      snapshot: key,
      source_id: idOf(event.stream),
      sha256,
      media_type: mediaType,
      bytes,
      text,
      has_text: Number(!('reason' in text)),
      captured_at: event.metadata.recordedAt,
      recorded_position: event.position,
    };
  },
};
