import type { Agent } from '../../events/fields.js';
import type { Recorded } from '../../events/ledger-event.js';
import type {
  ExtractedText,
  Fetched,
  SourceChanges,
  SourceType,
} from '../../events/source/source-events.js';
import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent, existing } from '../impossible-event.js';
import { nameKey } from '../name-key.js';
import { revised } from '../revised.js';
import { takenBack, type TakenBack } from '../taken-back.js';

export interface CapturedSnapshot {
  /** The first one is 1. */
  readonly capture: number;
  readonly sha256: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** What was named, where that said nothing and the media type was told from the bytes. */
  readonly declaredType: string | null;
  /** The one that was taken out last. */
  readonly text: ExtractedText;
  /** When that was, where it was after the capture. */
  readonly textTakenAt: string | null;
  readonly fetched: Fetched | null;
  readonly capturedAt: string;
  readonly capturedBy: string;
}

const columns = {
  source_id: text(),
  /** Of the last event of the source's stream. */
  revision: integer(),
  type: text<SourceType>(),
  title: text(),
  url: nullable(text()),
  publisher: nullable(json<{ readonly name: string }>()),
  /** See `nameKey`. */
  publisher_name: nullable(text()),
  authors: nullable(json<readonly Agent[]>()),
  published_at: nullable(text()),
  language: nullable(text()),
  /** Oldest first. */
  snapshots: json<readonly CapturedSnapshot[]>(),
  withdrawn: nullable(json<TakenBack>()),
  recorded_by: text(),
  recorded_at: text(),
  recorded_position: text(),
};
type SourceRow = RowOf<typeof columns>;

export const sources = defineProjection({
  name: 'sources',
  version: 5,
  table: {
    name: 'sources',
    columns,
    key: 'source_id',
    versioned: true,
    indexes: [
      { columns: ['recorded_position', 'source_id', 'type', 'publisher_name'], rows: 'current' },
      // The same list as of an earlier moment: what began later is passed over in the index.
      { columns: ['recorded_position', 'source_id', 'valid_from_at'], rows: 'all' },
    ],
  },
  on: {
    SourceRegistered(before, event, key) {
      absent(before, event, key);
      return registered(event, key);
    },
    SourceAmended: revised((row, { data }) => amended(row, data.changes)),
    SnapshotCaptured: revised((row, event) => ({
      ...row,
      snapshots: [...row.snapshots, captured(event, row.snapshots.length + 1)],
    })),
    SnapshotTextTaken: revised(textTaken),
    DerivationDeclared: revised((row) => row),
    DerivationRetracted: revised((row) => row),
    DerivationSuggestionDismissed: revised((row) => row),
    SourceWithdrawn: revised((row, event) => ({
      ...row,
      withdrawn: takenBack(event, event.data.reason),
    })),
  },
});

function captured(event: Recorded<'SnapshotCaptured'>, capture: number): CapturedSnapshot {
  const { sha256, bytes, mediaType, declaredType = null, text, fetched = null } = event.data;
  return {
    capture,
    sha256,
    bytes,
    mediaType,
    declaredType,
    text,
    textTakenAt: null,
    fetched,
    capturedAt: event.metadata.recordedAt,
    capturedBy: event.metadata.actor.id,
  };
}

function textTaken(row: SourceRow, event: Recorded<'SnapshotTextTaken'>): SourceRow {
  const { capture, text } = event.data;
  const textTakenAt = event.metadata.recordedAt;
  const index = capture - 1;
  const snapshot = existing(row.snapshots[index], event, `capture ${capture}`);
  return { ...row, snapshots: row.snapshots.with(index, { ...snapshot, text, textTakenAt }) };
}

function registered(event: Recorded<'SourceRegistered'>, id: string): SourceRow {
  const { type, title, url, publisher, authors, publishedAt, language } = event.data;
  return {
    source_id: id,
    revision: Number(event.revision),
    type,
    title,
    url: url ?? null,
    publisher: publisher ?? null,
    publisher_name: publisher ? nameKey(publisher.name) : null,
    authors: authors ?? null,
    published_at: publishedAt ?? null,
    language: language ?? null,
    snapshots: [],
    withdrawn: null,
    recorded_by: event.metadata.actor.id,
    recorded_at: event.metadata.recordedAt,
    recorded_position: event.position,
  };
}

/** What the changes do not name stays; null takes a member away. */
function amended(row: SourceRow, changes: SourceChanges): SourceRow {
  const publisher = changes.publisher === undefined ? row.publisher : changes.publisher;
  return {
    ...row,
    type: changes.type ?? row.type,
    title: changes.title ?? row.title,
    url: changes.url === undefined ? row.url : changes.url,
    publisher,
    publisher_name: publisher ? nameKey(publisher.name) : null,
    authors: changes.authors === undefined ? row.authors : changes.authors,
    published_at: changes.publishedAt === undefined ? row.published_at : changes.publishedAt,
    language: changes.language === undefined ? row.language : changes.language,
  };
}
