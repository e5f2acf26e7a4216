import { idOf } from '../../events/envelope.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { integer, json, nullable, text, type RowOf } from '../../projections/engine/columns.js';
import { defineProjection } from '../../projections/engine/define-projection.js';
import { sideTable } from '../../projections/engine/side-table.js';
import type { Projection } from '../../projections/engine/projection.js';

const claimLogColumns = { claim_id: text(), events: integer(), kinds: json<readonly string[]>() };
export type ClaimLog = RowOf<typeof claimLogColumns>;

/** A table with versions: what happened to every claim. */
export const claimLogs = defineProjection({
  name: 'claim-logs',
  version: 1,
  table: {
    name: 'claim_logs',
    columns: claimLogColumns,
    key: 'claim_id',
    versioned: true,
    indexes: [{ columns: ['events'], rows: 'current' }, { columns: ['valid_from_at'] }],
  },
  on: {
    ClaimRecorded: logged,
    CitationAdded: logged,
    CitationRetracted: logged,
    ClaimWithdrawn: logged,
  },
});

function logged(row: ClaimLog | undefined, event: RecordedLedgerEvent, key: string): ClaimLog {
  return {
    claim_id: key,
    events: (row?.events ?? 0) + 1,
    kinds: [...(row?.kinds ?? []), event.type],
  };
}

/** A table without versions and with a full-text index: the titles of the sources. */
export const sourceTitles = defineProjection({
  name: 'source-titles',
  version: 1,
  table: {
    name: 'source_titles',
    columns: { source_id: text(), title: text(), withdrawn: nullable(text()) },
    key: 'source_id',
    fullText: ['title'],
  },
  on: {
    SourceRegistered: (_, event, key) => ({
      source_id: key,
      title: event.data.title,
      withdrawn: null,
    }),
    SourceAmended: (row, event) => ({ ...row!, title: event.data.changes.title ?? row!.title }),
    SourceWithdrawn: (row, event) => ({ ...row!, withdrawn: event.metadata.recordedAt }),
  },
});

/** A clustered table, which nobody fills. */
export const wordTable = defineProjection({
  name: 'word-table',
  version: 1,
  table: {
    name: 'word_table',
    columns: { word: text(), of: text() },
    key: 'word',
    clustered: true,
    indexes: [{ columns: ['of'] }],
  },
  on: {},
});

/** One event changes several rows: how often each claim and each source was cited. */
export const citationCounts = defineProjection({
  name: 'citation-counts',
  version: 1,
  table: {
    name: 'citation_counts',
    columns: { subject: text(), citations: integer() },
    key: 'subject',
  },
  keys: (event) => [event.stream, event.data.sourceId],
  on: {
    CitationAdded: (row, _, key) => ({ subject: key, citations: (row?.citations ?? 0) + 1 }),
  },
});

const knownSources = sideTable({
  table: { name: 'known_sources', columns: { known: text(), citations: integer() }, key: 'known' },
  keys: (event) =>
    event.type === 'CitationAdded' ? [`${idOf(event.stream)}/${event.data.sourceId}`] : [],
});

/** What the row shows follows from what a side table remembers: of how many sources a claim has citations. */
export const citedSources = defineProjection({
  name: 'cited-sources',
  version: 1,
  table: {
    name: 'cited_sources',
    columns: { claim_id: text(), sources: integer() },
    key: 'claim_id',
    versioned: true,
  },
  sides: [knownSources],
  on: {
    CitationAdded(row, event, key, sides) {
      const known = `${key}/${event.data.sourceId}`;
      const before = sides.get(knownSources, known);
      sides.put(knownSources, { known, citations: (before?.citations ?? 0) + 1 });
      return { claim_id: key, sources: (row?.sources ?? 0) + (before ? 0 : 1) };
    },
  },
});

export const exampleProjections: readonly Projection[] = [claimLogs, sourceTitles, citationCounts];

/** The same fold, except that it throws at the event at that position. */
export function failingAt(projection: Projection, position: string): Projection {
  return {
    ...projection,
    evolve(row, event, key, sides) {
      if (event.position === position) throw new Error('cannot be folded');
      return projection.evolve(row, event, key, sides);
    },
  };
}
