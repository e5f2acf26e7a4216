import { idOf } from '../../events/envelope.js';
import type { Projection } from '../../projections/engine/projection.js';

/** A table with versions: what happened to every claim. */
export type ClaimLog = { claim_id: string; events: number; kinds: readonly string[] };

export const claimLogs: Projection<ClaimLog> = {
  name: 'claim-logs',
  version: 1,
  table: {
    name: 'claim_logs',
    columns: { claim_id: { type: 'text' }, events: { type: 'integer' }, kinds: { type: 'json' } },
    key: 'claim_id',
    versioned: true,
    indexes: [{ columns: ['events'], rows: 'current' }, { columns: ['valid_from_at'] }],
  },
  handles: ['ClaimRecorded', 'CitationAdded', 'CitationRetracted', 'ClaimWithdrawn'],
  keys: (event) => [idOf(event.stream)],
  evolve: (row, event, key) => ({
    claim_id: key,
    events: (row?.events ?? 0) + 1,
    kinds: [...(row?.kinds ?? []), event.type],
  }),
};

/** A table without versions and with a full-text index: the titles of the sources. */
export type SourceTitle = { source_id: string; title: string; withdrawn: string | null };

export const sourceTitles: Projection<SourceTitle> = {
  name: 'source-titles',
  version: 1,
  table: {
    name: 'source_titles',
    columns: {
      source_id: { type: 'text' },
      title: { type: 'text' },
      withdrawn: { type: 'text', nullable: true },
    },
    key: 'source_id',
    versioned: false,
    fullText: ['title'],
  },
  handles: ['SourceRegistered', 'SourceAmended', 'SourceWithdrawn'],
  keys: (event) => [idOf(event.stream)],
  evolve(row, event, key) {
    switch (event.type) {
      case 'SourceRegistered':
        return { source_id: key, title: event.data.title, withdrawn: null };
      case 'SourceAmended':
        return { ...row!, title: event.data.changes.title ?? row!.title };
      case 'SourceWithdrawn':
        return { ...row!, withdrawn: event.metadata.recordedAt };
      default:
        return undefined;
    }
  },
};

/** One event changes several rows: how often each claim and each source was cited. */
export type CitationCount = { subject: string; citations: number };

export const citationCounts: Projection<CitationCount> = {
  name: 'citation-counts',
  version: 1,
  table: {
    name: 'citation_counts',
    columns: { subject: { type: 'text' }, citations: { type: 'integer' } },
    key: 'subject',
    versioned: false,
  },
  handles: ['CitationAdded'],
  keys: (event) => (event.type === 'CitationAdded' ? [event.stream, event.data.sourceId] : []),
  evolve: (row, _, key) => ({ subject: key, citations: (row?.citations ?? 0) + 1 }),
};

export const exampleProjections: readonly Projection[] = [claimLogs, sourceTitles, citationCounts];

/** The same fold, except that it throws at the event at that position. */
export function failingAt(projection: Projection, position: string): Projection {
  return {
    ...projection,
    evolve(row, event, key) {
      if (event.position === position) throw new Error('cannot be folded');
      return projection.evolve(row, event, key);
    },
  };
}
