import { idOf, type Position } from '../../events/envelope.js';
import type { Recorded } from '../../events/ledger-event.js';
import { hashesOf } from '../../events/source/sketch-hashes.js';
import { text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

/**
 * Of each sketch. Who looks for texts that share a part p of an indexed one's shingles finds it with a
 * probability of 1 - (1 - p)^16, as far as both texts' sketches reach: 97 % for a fifth.
 */
const INDEXED = 16;

const columns = {
  /** See {@link shingleKey}. */
  snapshot_shingle: text(),
  source_id: text(),
};
type SnapshotShingleRow = RowOf<typeof columns>;

/** The least hashes of every sketch, in which the whole sketch of a later text is looked up. */
export const snapshotShingles = defineProjection({
  name: 'snapshot-shingles',
  version: 3,
  table: { name: 'snapshot_shingles', columns, key: 'snapshot_shingle', clustered: true },
  keys({ position, data: { sketch } }) {
    if (!sketch) return [];
    const least = hashesOf(sketch).subarray(0, INDEXED);
    return Array.from(least, (hash) => shingleKey(hash, position));
  },
  on: { SnapshotCaptured: indexed, SnapshotTextTaken: indexed },
});

/**
 * `<hash in eight hexadecimal digits>/<position of the event>`: who has a hash stand together, in the order
 * of the log.
 *
 * @param hash 32 bits, unsigned
 */
export function shingleKey(hash: number, position: Position): string {
  return `${hash.toString(16).padStart(8, '0')}/${position}`;
}

function indexed(
  before: SnapshotShingleRow | undefined,
  event: Recorded<'SnapshotCaptured' | 'SnapshotTextTaken'>,
  key: string,
): SnapshotShingleRow | undefined {
  return before ? undefined : { snapshot_shingle: key, source_id: idOf(event.stream) };
}
