import { idOf } from '../../events/envelope.js';
import type { Agent } from '../../events/fields.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type {
  ExtractedText,
  Fetched,
  SourceChanges,
  SourceType,
} from '../../events/source/source-events.js';
import type { Projection } from '../engine/projection.js';
import type { Table } from '../engine/table.js';
import { absent, existing } from '../impossible-event.js';
import { nameKey } from '../name-key.js';
import type { ColumnsOf } from '../stored.js';
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

export type SourceRow = {
  source_id: string;
  /** Of the last event of the source's stream. */
  revision: number;
  type: SourceType;
  title: string;
  url: string | null;
  publisher: { readonly name: string } | null;
  /** See `nameKey`. */
  publisher_name: string | null;
  authors: readonly Agent[] | null;
  published_at: string | null;
  language: string | null;
  /** Oldest first. */
  snapshots: readonly CapturedSnapshot[];
  /** 1 where there is more than one text of them, so that citations are anchored again. */
  recaptured: number;
  withdrawn: TakenBack | null;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
};

export const sourceColumns = {
  source_id: { type: 'text' },
  revision: { type: 'integer' },
  type: { type: 'text' },
  title: { type: 'text' },
  url: { type: 'text', nullable: true },
  publisher: { type: 'json', nullable: true },
  publisher_name: { type: 'text', nullable: true },
  authors: { type: 'json', nullable: true },
  published_at: { type: 'text', nullable: true },
  language: { type: 'text', nullable: true },
  snapshots: { type: 'json' },
  recaptured: { type: 'integer' },
  withdrawn: { type: 'json', nullable: true },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<SourceRow>;

const table: Table = {
  name: 'sources',
  columns: sourceColumns,
  key: 'source_id',
  versioned: true,
  indexes: [
    { columns: ['recorded_position', 'source_id', 'type', 'publisher_name'], rows: 'current' },
    { columns: ['recaptured', 'source_id'], rows: 'current' },
    // The same list as of an earlier moment: what began later is passed over in the index.
    { columns: ['recorded_position', 'source_id', 'valid_from_at'], rows: 'all' },
  ],
};

export const sources: Projection<SourceRow> = {
  name: 'sources',
  version: 4,
  table,
  handles: [
    'SourceRegistered',
    'SourceAmended',
    'SnapshotCaptured',
    'SnapshotTextTaken',
    'DerivationDeclared',
    'DerivationRetracted',
    'DerivationSuggestionDismissed',
    'SourceWithdrawn',
  ],
  keys: (event) => [idOf(event.stream)],
  evolve(before, event, key) {
    if (event.type === 'SourceRegistered') {
      absent(before, event, key);
      return registered(event, key);
    }
    const row = { ...existing(before, event, key), revision: Number(event.revision) };
    switch (event.type) {
      case 'SourceAmended':
        return amended(row, event.data.changes);
      case 'SnapshotCaptured':
        return withCaptures(row, [...row.snapshots, captured(event, row.snapshots.length + 1)]);
      case 'SnapshotTextTaken': {
        const { capture, text } = event.data;
        const textTakenAt = event.metadata.recordedAt;
        const index = capture - 1;
        const snapshot = existing(row.snapshots[index], event, `capture ${capture}`);
        return withCaptures(row, row.snapshots.with(index, { ...snapshot, text, textTakenAt }));
      }
      case 'DerivationDeclared':
      case 'DerivationRetracted':
      case 'DerivationSuggestionDismissed':
        return row;
      case 'SourceWithdrawn':
        return { ...row, withdrawn: takenBack(event, event.data.reason) };
      default:
        return undefined;
    }
  },
};

function captured(
  event: Extract<RecordedLedgerEvent, { type: 'SnapshotCaptured' }>,
  capture: number,
): CapturedSnapshot {
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

function withCaptures(row: SourceRow, snapshots: readonly CapturedSnapshot[]): SourceRow {
  const withText = snapshots.filter(({ text }) => !('reason' in text));
  const isReadAnew = snapshots.some(({ textTakenAt }) => textTakenAt !== null);
  return { ...row, snapshots, recaptured: Number(withText.length > 1 || isReadAnew) };
}

function registered(
  event: Extract<RecordedLedgerEvent, { type: 'SourceRegistered' }>,
  id: string,
): SourceRow {
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
    recaptured: 0,
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
