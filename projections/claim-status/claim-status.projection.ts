import type { Anchoring } from '../../events/citation/citation-events.js';
import type { ClaimData } from '../../events/claim/claim-events.js';
import { idOf } from '../../events/envelope.js';
import type { Claimant } from '../../events/fields.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import { endOf } from '../../events/partial-date.js';
import type { Projection } from '../engine/projection.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import { nameKey } from '../name-key.js';
import { takenBack } from '../taken-back.js';
import { claimStatusTable, type ClaimStatusRow } from './claim-status.row.js';
import { UNJUDGED } from './question-state.js';
import {
  evidenceRetracted,
  questionContested,
  questionReached,
  questionReopened,
  verdictSubmitted,
  verdictWithdrawn,
} from './reviewed.js';

/** Every claim as it stands: its words, its citations in numbers, and what the review has come to. */
export const claimStatus: Projection<ClaimStatusRow> = {
  name: 'claim-status',
  version: 4,
  table: claimStatusTable,
  handles: [
    'ClaimRecorded',
    'ClaimWithdrawn',
    'ClaimRelated',
    'ClaimUnrelated',
    'ConflictOfInterestDeclared',
    'CitationAdded',
    'CitationReanchored',
    'CitationRetracted',
    'VerdictSubmitted',
    'VerdictWithdrawn',
    'FindingReached',
    'FindingContested',
    'FindingReopened',
  ],
  keys: (event) => [idOf(event.stream)],
  evolve(before, event, key) {
    if (event.type === 'ClaimRecorded') {
      absent(before, event, key);
      return recorded(event, key);
    }
    // One copy an event: what follows changes that copy, and never what hangs below it.
    const row = { ...existing(before, event, key) };
    row.revision = Number(event.revision);
    switch (event.type) {
      case 'ClaimWithdrawn':
        row.status = 'withdrawn';
        row.withdrawn = takenBack(event, event.data.reason);
        return row;
      case 'ClaimRelated':
      case 'ClaimUnrelated':
        return row;
      case 'ConflictOfInterestDeclared':
        row.ledger = { ...row.ledger, conflicts: [...row.ledger.conflicts, event.data.member] };
        return row;
      case 'CitationAdded':
        return citationAdded(row, event);
      case 'CitationReanchored':
        return citationReanchored(row, event);
      case 'CitationRetracted':
        return citationRetracted(row, event);
      case 'VerdictSubmitted':
        return verdictSubmitted(row, event);
      case 'VerdictWithdrawn':
        return verdictWithdrawn(row, event);
      case 'FindingReached':
        return questionReached(row, event);
      case 'FindingContested':
        return questionContested(row, event);
      case 'FindingReopened':
        return questionReopened(row, event);
      default:
        return undefined;
    }
  },
};

type Of<T extends RecordedLedgerEvent['type']> = Extract<RecordedLedgerEvent, { type: T }>;

function recorded(event: Of<'ClaimRecorded'>, id: string): ClaimStatusRow {
  const data: ClaimData = event.data;
  return {
    claim_id: id,
    revision: Number(event.revision),
    text: data.text,
    kind: data.kind,
    claimant: data.claimant,
    claimant_name: claimantName(data.claimant),
    stated_at: data.statedAt ?? null,
    language: data.language ?? null,
    topics: data.topics,
    resolves: data.resolves ?? null,
    resolves_by: data.resolves ? endOf(data.resolves.by) : null,
    recorded_by: data.recordedBy,
    recorded_at: event.metadata.recordedAt,
    recorded_position: event.position,
    status: 'recorded',
    questions: { attribution: UNJUDGED, veracity: UNJUDGED },
    veracity_rating: null,
    attribution_rating: null,
    expires: null,
    makes: 0,
    supports: 0,
    refutes: 0,
    context: 0,
    unanchored: 0,
    changed_quotes: 0,
    withdrawn: null,
    ledger: { citations: {}, uncounted: [], conflicts: [] },
  };
}

function claimantName(claimant: Claimant): string | null {
  if (claimant.kind === 'anonymous') return nameKey(claimant.description);
  return claimant.agent ? nameKey(claimant.agent.name) : null;
}

function citationAdded(row: ClaimStatusRow, event: Of<'CitationAdded'>): ClaimStatusRow {
  const { citationId, stance, anchoring } = event.data;
  if (row.ledger.citations[citationId]) {
    throw new ImpossibleEventError(event, `citation ${citationId} was added before`);
  }
  const unanchored = isUnanchored(anchoring);
  const note = { stance, unanchored, retracted: false };
  row[stance] += 1;
  row.unanchored += Number(unanchored);
  row.ledger = { ...row.ledger, citations: { ...row.ledger.citations, [citationId]: note } };
  return row;
}

function isUnanchored(anchoring: Anchoring | undefined): boolean {
  return anchoring?.anchor === 'orphaned' || anchoring?.fidelity === 'absent';
}

function citationReanchored(row: ClaimStatusRow, event: Of<'CitationReanchored'>): ClaimStatusRow {
  const { citationId, outcome, capture = Infinity } = event.data;
  const { changed: before = false, lookedIn, ...note } = standing(row, event, citationId);
  // An older capture that is read anew says nothing of how the source is now.
  if (capture < (lookedIn ?? 0)) return row;
  const changed = outcome === 'altered' || outcome === 'orphaned';
  const newest = Number.isFinite(capture) ? capture : lookedIn;
  if (changed === before && newest === lookedIn) return row;
  row.changed_quotes += Number(changed) - Number(before);
  const after = {
    ...note,
    ...(changed && { changed }),
    ...(newest !== undefined && { lookedIn: newest }),
  };
  row.ledger = { ...row.ledger, citations: { ...row.ledger.citations, [citationId]: after } };
  return row;
}

function standing(row: ClaimStatusRow, event: RecordedLedgerEvent, citationId: string) {
  const note = row.ledger.citations[citationId];
  if (!note) throw new ImpossibleEventError(event, `citation ${citationId} was never added`);
  if (note.retracted) {
    throw new ImpossibleEventError(event, `citation ${citationId} was retracted before`);
  }
  return note;
}

function citationRetracted(row: ClaimStatusRow, event: Of<'CitationRetracted'>): ClaimStatusRow {
  const { citationId } = event.data;
  const note = standing(row, event, citationId);
  const citations = { ...row.ledger.citations, [citationId]: { ...note, retracted: true } };
  row[note.stance] -= 1;
  row.unanchored -= Number(note.unanchored);
  row.changed_quotes -= Number(note.changed ?? false);
  row.ledger = { ...row.ledger, citations };
  return evidenceRetracted(row, citationId);
}
