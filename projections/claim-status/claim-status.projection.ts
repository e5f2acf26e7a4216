import type { Anchoring } from '../../events/citation/citation-events.js';
import type { ClaimData } from '../../events/claim/claim-events.js';
import type { Claimant } from '../../events/fields.js';
import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { endOf } from '../../events/partial-date.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent, ImpossibleEventError } from '../impossible-event.js';
import { nameKey } from '../name-key.js';
import { revised } from '../revised.js';
import { takenBack } from '../taken-back.js';
import { claimStatusColumns, type ClaimStatusRow } from './claim-status.row.js';
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
export const claimStatus = defineProjection({
  name: 'claim-status',
  version: 4,
  table: {
    name: 'claim_status',
    columns: claimStatusColumns,
    key: 'claim_id',
    versioned: true,
    indexes: [
      {
        // In list order; the filters' columns ride along, so that a rare status, rating or flag is
        // looked for in the index alone and no second index is needed.
        columns: [
          'recorded_position',
          'claim_id',
          'status',
          'veracity_rating',
          'attribution_rating',
          'expires',
          'resolves_by',
          'unanchored',
          'changed_quotes',
          'claimant_name',
        ],
        rows: 'current',
      },
      // The same list as of an earlier moment: what began later is passed over in the index.
      { columns: ['recorded_position', 'claim_id', 'valid_from_at'], rows: 'all' },
    ],
  },
  // What `revised` gives them is their own copy: they change it, and never what hangs below it.
  on: {
    ClaimRecorded(before, event, key) {
      absent(before, event, key);
      return recorded(event, key);
    },
    ClaimWithdrawn: revised(withdrawn),
    ClaimRelated: revised((row) => row),
    ClaimUnrelated: revised((row) => row),
    ConflictOfInterestDeclared: revised(conflictDeclared),
    CitationAdded: revised(citationAdded),
    CitationReanchored: revised(citationReanchored),
    CitationRetracted: revised(citationRetracted),
    VerdictSubmitted: revised(verdictSubmitted),
    VerdictWithdrawn: revised(verdictWithdrawn),
    FindingReached: revised(questionReached),
    FindingContested: revised(questionContested),
    FindingReopened: revised(questionReopened),
  },
});

function recorded(event: Recorded<'ClaimRecorded'>, id: string): ClaimStatusRow {
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

function withdrawn(row: ClaimStatusRow, event: Recorded<'ClaimWithdrawn'>): ClaimStatusRow {
  row.status = 'withdrawn';
  row.withdrawn = takenBack(event, event.data.reason);
  return row;
}

function conflictDeclared(
  row: ClaimStatusRow,
  { data }: Recorded<'ConflictOfInterestDeclared'>,
): ClaimStatusRow {
  row.ledger = { ...row.ledger, conflicts: [...row.ledger.conflicts, data.member] };
  return row;
}

function claimantName(claimant: Claimant): string | null {
  if (claimant.kind === 'anonymous') return nameKey(claimant.description);
  return claimant.agent ? nameKey(claimant.agent.name) : null;
}

function citationAdded(row: ClaimStatusRow, event: Recorded<'CitationAdded'>): ClaimStatusRow {
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

function citationReanchored(
  row: ClaimStatusRow,
  event: Recorded<'CitationReanchored'>,
): ClaimStatusRow {
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

function citationRetracted(
  row: ClaimStatusRow,
  event: Recorded<'CitationRetracted'>,
): ClaimStatusRow {
  const { citationId } = event.data;
  const note = standing(row, event, citationId);
  const citations = { ...row.ledger.citations, [citationId]: { ...note, retracted: true } };
  row[note.stance] -= 1;
  row.unanchored -= Number(note.unanchored);
  row.changed_quotes -= Number(note.changed ?? false);
  row.ledger = { ...row.ledger, citations };
  return evidenceRetracted(row, citationId);
}
