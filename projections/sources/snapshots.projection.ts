import { idOf } from '../../events/envelope.js';
import type { ExtractedText, Fetched } from '../../events/source/source-events.js';
import { integer, json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';

/**
 * Every capture of every source. Which number a capture has is for a query to count: an event does not
 * name it, and a row knows nothing of the ones before it.
 */
export const snapshots = defineProjection({
  name: 'snapshots',
  version: 3,
  table: {
    name: 'snapshots',
    columns: {
      /** `<sourceId>/<revision of the event>`, the revision in ten digits. */
      snapshot: text(),
      source_id: text(),
      /** SHA-256 of the bytes; other captures may have the same. */
      sha256: text(),
      media_type: text(),
      /** What was named, where that said nothing and the media type was told from the bytes. */
      declared_type: nullable(text()),
      bytes: integer(),
      /** The text that was taken out at the capture; see `snapshot-texts` for later ones. */
      text: json<ExtractedText>(),
      /** 1 where that is one. */
      has_text: integer(),
      fetched: nullable(json<Fetched>()),
      captured_by: text(),
      captured_at: text(),
      recorded_position: text(),
    },
    key: 'snapshot',
    indexes: [
      { columns: ['sha256', 'has_text', 'recorded_position'] },
      { columns: ['source_id', 'recorded_position', 'sha256'] },
    ],
  },
  keys: ({ stream, revision }) => [`${idOf(stream)}/${String(revision).padStart(10, '0')}`],
  on: {
    SnapshotCaptured(before, event, key) {
      if (before) return undefined;
      const { sha256, mediaType, declaredType = null, bytes, text, fetched = null } = event.data;
      return {
        snapshot: key,
        source_id: idOf(event.stream),
        sha256,
        media_type: mediaType,
        declared_type: declaredType,
        bytes,
        text,
        has_text: Number(!('reason' in text)),
        fetched,
        captured_by: event.metadata.actor.id,
        captured_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
  },
});
