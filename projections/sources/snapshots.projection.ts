import { idOf } from '../../events/envelope.js';
import type { ExtractedText } from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

export type SnapshotRow = {
  sha256: string;
  media_type: string;
  bytes: number;
  text: ExtractedText;
  /** Of the first capture; other sources may have the same bytes. */
  source_id: string;
  captured_at: string;
};

export const snapshotColumns = {
  sha256: { type: 'text' },
  media_type: { type: 'text' },
  bytes: { type: 'integer' },
  text: { type: 'json' },
  source_id: { type: 'text' },
  captured_at: { type: 'text' },
} as const satisfies ColumnsOf<SnapshotRow>;

/** Every piece of captured content once, whoever captured it. */
export const snapshots: Projection<SnapshotRow> = {
  name: 'snapshots',
  version: 1,
  table: { name: 'snapshots', columns: snapshotColumns, key: 'sha256', versioned: false },
  handles: ['SnapshotCaptured'],
  keys: (event) => (event.type === 'SnapshotCaptured' ? [event.data.sha256] : []),
  evolve(before, event, key) {
    if (before !== undefined || event.type !== 'SnapshotCaptured') return undefined;
    const { mediaType, bytes, text } = event.data;
    return {
      sha256: key,
      media_type: mediaType,
      bytes,
      text,
      source_id: idOf(event.stream),
      captured_at: event.metadata.recordedAt,
    };
  },
};
