import type { Agent } from '../../events/fields.js';
import type { Recorded } from '../../events/ledger-event.js';
import type { SourceChanges, SourceType } from '../../events/source/source-events.js';
import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { nameKey } from '../../src/text/name-key.js';
import { revised } from '../revised.js';
import { retractionOf, type Retraction } from '../retraction.js';

const columns = {
  source_id: text(),
  /** The revision of the last event of the source's stream. */
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
  withdrawn: nullable(json<Retraction>()),
  recorded_by: text(),
  recorded_at: text(),
  recorded_position: text(),
};
type SourceRow = RowOf<typeof columns>;

/** How every source is described. What was captured of it stands in `snapshots` and `snapshot-texts`. */
export const sources = defineProjection({
  name: 'sources',
  version: 7,
  table: {
    name: 'sources',
    columns,
    key: 'source_id',
    versioned: true,
    indexes: [
      { columns: ['recorded_position', 'source_id', 'type', 'publisher_name'], rows: 'current' },
      // The same list as of an earlier moment: what began later is passed over in the index.
      { columns: ['recorded_position', 'source_id', 'valid_from_at'], rows: 'all' },
      // How a publisher is written.
      {
        columns: ['publisher_name', 'recorded_position'],
        rows: 'current',
        where: 'publisher_name is not null',
      },
    ],
  },
  on: {
    SourceRegistered(before, event, key) {
      absent(before, event, key);
      return registered(event, key);
    },
    SourceAmended: revised((row, { data }) => amended(row, data.changes)),
    SnapshotCaptured: revised((row) => row),
    SnapshotTextTaken: revised((row) => row),
    DerivationDeclared: revised((row) => row),
    DerivationRetracted: revised((row) => row),
    DerivationSuggestionDismissed: revised((row) => row),
    SourceWithdrawn: revised((row, event) => ({
      ...row,
      withdrawn: retractionOf(event, event.data.reason),
    })),
  },
});

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
    withdrawn: null,
    recorded_by: event.metadata.actor.id,
    recorded_at: event.metadata.recordedAt,
    recorded_position: event.position,
  };
}

/** Returns the row with the changes: what they do not name stays, and null takes a member away. */
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
