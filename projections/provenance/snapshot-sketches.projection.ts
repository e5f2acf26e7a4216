import { idOf } from '../../events/envelope.js';
import type { Recorded } from '../../events/ledger-event.js';
import type { Sketch } from '../../events/source/source-events.js';
import { json, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

const columns = {
  /** `<sourceId>/<sha256>`: the same bytes may be captured of several sources, and of one more than once. */
  snapshot_sketch: text(),
  source_id: text(),
  sha256: text(),
  sketch: json<Sketch>(),
  recorded_at: text(),
  recorded_position: text(),
};
type SnapshotSketchRow = RowOf<typeof columns>;

/** What is kept of each source's texts, of the last one that was taken out, to compare them with others. */
export const snapshotSketches = defineProjection({
  name: 'snapshot-sketches',
  version: 2,
  table: {
    name: 'snapshot_sketches',
    columns,
    key: 'snapshot_sketch',
    indexes: [{ columns: ['source_id', 'recorded_position'] }],
  },
  keys: ({ stream, data }) => (data.sketch ? [`${idOf(stream)}/${data.sha256}`] : []),
  on: { SnapshotCaptured: sketched, SnapshotTextTaken: sketched },
});

function sketched(
  before: SnapshotSketchRow | undefined,
  event: Recorded<'SnapshotCaptured' | 'SnapshotTextTaken'>,
  key: string,
): SnapshotSketchRow | undefined {
  const { sha256, sketch } = event.data;
  if (!sketch) return undefined;
  // Of when the bytes were captured first, which says who may have drawn on whom.
  if (before) return { ...before, sketch };
  return {
    snapshot_sketch: key,
    source_id: idOf(event.stream),
    sha256,
    sketch,
    recorded_at: event.metadata.recordedAt,
    recorded_position: event.position,
  };
}
