import { idOf } from '../../events/envelope.js';
import type { Sketch } from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

export type SnapshotSketchRow = {
  /** `<sourceId>/<sha256>`: the same bytes may be captured of several sources, and of one more than once. */
  snapshot_sketch: string;
  source_id: string;
  sha256: string;
  sketch: Sketch;
  recorded_at: string;
  recorded_position: string;
};

export const snapshotSketchColumns = {
  snapshot_sketch: { type: 'text' },
  source_id: { type: 'text' },
  sha256: { type: 'text' },
  sketch: { type: 'json' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<SnapshotSketchRow>;

/** What is kept of each source's texts, of the last one that was taken out, to compare them with others. */
export const snapshotSketches: Projection<SnapshotSketchRow> = {
  name: 'snapshot-sketches',
  version: 2,
  table: {
    name: 'snapshot_sketches',
    columns: snapshotSketchColumns,
    key: 'snapshot_sketch',
    versioned: false,
    indexes: [{ columns: ['source_id', 'recorded_position'] }],
  },
  handles: ['SnapshotCaptured', 'SnapshotTextTaken'],
  keys(event) {
    if (event.type !== 'SnapshotCaptured' && event.type !== 'SnapshotTextTaken') return [];
    if (!event.data.sketch) return [];
    return [`${idOf(event.stream)}/${event.data.sha256}`];
  },
  evolve(before, event, key) {
    if (event.type !== 'SnapshotCaptured' && event.type !== 'SnapshotTextTaken') return undefined;
    const { sha256, sketch } = event.data;
    // Of when the bytes were captured first, which says who may have drawn on whom.
    if (before) return sketch && { ...before, sketch };
    return (
      sketch && {
        snapshot_sketch: key,
        source_id: idOf(event.stream),
        sha256,
        sketch,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      }
    );
  },
};
