import { idOf } from '../../events/envelope.js';
import type { Recorded } from '../../events/ledger-event.js';
import { hashesOf } from '../../events/source/sketch-hashes.js';
import { integer, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

/**
 * Of each sketch. Who looks for texts that share a part p of an indexed one's shingles finds it with a
 * probability of 1 - (1 - p)^16, as far as both texts' sketches reach: 97 % for a fifth.
 */
const INDEXED = 16;

const columns = {
  /** `<position of the event>/<hash>`: short, and each beside the one before it. */
  snapshot_shingle: text(),
  source_id: text(),
  /** 32 bits, unsigned. */
  hash: integer(),
  recorded_position: text(),
};
type SnapshotShingleRow = RowOf<typeof columns>;

/** The least hashes of every sketch, in which the whole sketch of a later text is looked up. */
export const snapshotShingles = defineProjection({
  name: 'snapshot-shingles',
  version: 2,
  table: {
    name: 'snapshot_shingles',
    columns,
    key: 'snapshot_shingle',
    indexes: [{ columns: ['hash', 'recorded_position', 'source_id'] }],
  },
  keys({ position, data: { sketch } }) {
    if (!sketch) return [];
    const least = hashesOf(sketch).subarray(0, INDEXED);
    return Array.from(least, (hash) => `${position}/${hash}`);
  },
  on: { SnapshotCaptured: indexed, SnapshotTextTaken: indexed },
});

function indexed(
  before: SnapshotShingleRow | undefined,
  event: Recorded<'SnapshotCaptured' | 'SnapshotTextTaken'>,
  key: string,
): SnapshotShingleRow | undefined {
  if (before) return undefined;
  return {
    snapshot_shingle: key,
    source_id: idOf(event.stream),
    hash: Number(key.slice(key.lastIndexOf('/') + 1)),
    recorded_position: event.position,
  };
}
