import { idOf } from '../../events/envelope.js';
import { hashesOf } from '../../events/source/sketch-hashes.js';
import type { Projection } from '../engine/projection.js';
import type { ColumnsOf } from '../stored.js';

/**
 * Of each sketch. Who looks for texts that share a part p of an indexed one's shingles finds it with a
 * probability of 1 - (1 - p)^16, as far as both texts' sketches reach: 97 % for a fifth.
 */
const INDEXED = 16;

export type SnapshotShingleRow = {
  /** `<position of the event>/<hash>`: short, and each beside the one before it. */
  snapshot_shingle: string;
  source_id: string;
  /** 32 bits, unsigned. */
  hash: number;
  recorded_position: string;
};

export const snapshotShingleColumns = {
  snapshot_shingle: { type: 'text' },
  source_id: { type: 'text' },
  hash: { type: 'integer' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<SnapshotShingleRow>;

/** The least hashes of every sketch, in which the whole sketch of a later text is looked up. */
export const snapshotShingles: Projection<SnapshotShingleRow> = {
  name: 'snapshot-shingles',
  version: 2,
  table: {
    name: 'snapshot_shingles',
    columns: snapshotShingleColumns,
    key: 'snapshot_shingle',
    versioned: false,
    indexes: [{ columns: ['hash', 'recorded_position', 'source_id'] }],
  },
  handles: ['SnapshotCaptured', 'SnapshotTextTaken'],
  keys(event) {
    if (event.type !== 'SnapshotCaptured' && event.type !== 'SnapshotTextTaken') return [];
    if (!event.data.sketch) return [];
    const least = hashesOf(event.data.sketch).subarray(0, INDEXED);
    return Array.from(least, (hash) => `${event.position}/${hash}`);
  },
  evolve(before, event, key) {
    if (before !== undefined) return undefined;
    return {
      snapshot_shingle: key,
      source_id: idOf(event.stream),
      hash: Number(key.slice(key.lastIndexOf('/') + 1)),
      recorded_position: event.position,
    };
  },
};
