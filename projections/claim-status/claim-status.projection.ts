import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { endOf } from '../../events/partial-date.js';
import { defineProjection } from '../engine/define-projection.js';
import type { SideRows } from '../engine/side-table.js';
import { absent } from '../impossible-event.js';
import { revised } from '../revised.js';
import { retractionOf } from '../retraction.js';
import { citationAdded, citationNotes, citationReanchored } from './citation-notes.js';
import { claimStatusColumns, NEVER, type ClaimStatusRow } from './claim-status.row.js';
import { claimTotals, moveTotals } from './claim-totals.js';
import { moveQuestions, questionTotals } from './question-totals.js';
import { moveRatings, ratingCounts, ratingsOf } from './rating-counts.js';
import {
  citationRetracted,
  questionContested,
  questionReached,
  questionReopened,
  standing,
  verdictSubmitted,
  verdictWithdrawn,
} from './reviewed.js';
import { verdictNotes } from './verdict-notes.js';

/** How every claim stands: its citations in numbers, and what the review has come to. */
export const claimStatus = defineProjection({
  name: 'claim-status',
  version: 8,
  table: {
    name: 'claim_status',
    columns: claimStatusColumns,
    key: 'claim_id',
    versioned: true,
    // Each in list order over the claims that a filter of the list is about, and no others.
    indexes: [
      { columns: ['status', 'recorded_position', 'claim_id'], rows: 'current' },
      {
        columns: ['veracity_rating', 'recorded_position', 'claim_id'],
        rows: 'current',
        where: 'veracity_rating is not null',
      },
      {
        columns: ['attribution_rating', 'recorded_position', 'claim_id'],
        rows: 'current',
        where: 'attribution_rating is not null',
      },
      {
        columns: ['recorded_position', 'claim_id', 'expires'],
        rows: 'current',
        where: 'expires is not null',
      },
      {
        columns: ['recorded_position', 'claim_id', 'resolves_by'],
        rows: 'current',
        where: 'resolves_by is not null and veracity_rating is null',
      },
      { columns: ['recorded_position', 'claim_id'], rows: 'current', where: 'unanchored > 0' },
      { columns: ['recorded_position', 'claim_id'], rows: 'current', where: 'changed_quotes > 0' },
      { columns: ['recorded_position', 'claim_id'], rows: 'current', where: 'needs_veracity = 1' },
      {
        columns: ['recorded_position', 'claim_id'],
        rows: 'current',
        where: 'needs_attribution = 1',
      },
      // The other orders of the list.
      { columns: ['due', 'claim_id'], rows: 'current' },
      { columns: ['valid_from', 'claim_id'], rows: 'current' },
    ],
  },
  sides: [citationNotes, verdictNotes, claimTotals, questionTotals, ratingCounts],
  // What `revised` gives them is their own copy: they change it, and never what hangs below it.
  on: {
    ClaimRecorded(before, event, key, sides) {
      absent(before, event, key);
      const row = recorded(event, key);
      moveTotals(sides, undefined, row);
      moveQuestions(sides, undefined, row);
      return row;
    },
    ClaimWithdrawn: counted(withdrawn),
    ClaimRelated: revised((row) => row),
    ClaimUnrelated: revised((row) => row),
    ConflictOfInterestDeclared: revised((row) => row),
    ConflictOfInterestRetracted: revised((row) => row),
    CitationAdded: counted(citationAdded),
    CitationReanchored: counted(citationReanchored),
    CitationRetracted: counted(citationRetracted),
    VerdictSubmitted: counted(verdictSubmitted),
    VerdictWithdrawn: counted(verdictWithdrawn),
    FindingReached: counted(questionReached),
    FindingContested: counted(questionContested),
    FindingReopened: counted(questionReopened),
    FindingPublished: revised((row) => row),
    CorrectionIssued: revised((row) => row),
    PublicationRetracted: revised((row) => row),
  },
});

/** A handler that may change what is counted. */
function counted<Event extends RecordedLedgerEvent>(
  change: (row: ClaimStatusRow, event: Event, sides: SideRows) => ClaimStatusRow,
) {
  return revised<ClaimStatusRow, Event>((row, event, sides) => {
    const before = { ...row };
    const after = change(row, event, sides);
    moveTotals(sides, before, after);
    moveQuestions(sides, before, after);
    moveRatings(sides, ratingsOf(before), ratingsOf(after));
    return after;
  });
}

function recorded(event: Recorded<'ClaimRecorded'>, id: string): ClaimStatusRow {
  const { kind, resolves } = event.data;
  const resolvesBy = resolves ? endOf(resolves.by) : null;
  return {
    claim_id: id,
    revision: Number(event.revision),
    recorded_position: event.position,
    status: 'recorded',
    veracity: null,
    attribution: null,
    veracity_rating: null,
    attribution_rating: null,
    expires: null,
    resolves_by: resolvesBy,
    needs_veracity: kind === 'opinion' ? null : 1,
    needs_attribution: 1,
    due: resolvesBy ?? NEVER,
    makes: 0,
    supports: 0,
    refutes: 0,
    context: 0,
    unanchored: 0,
    changed_quotes: 0,
    withdrawn: null,
  };
}

function withdrawn(row: ClaimStatusRow, event: Recorded<'ClaimWithdrawn'>): ClaimStatusRow {
  row.withdrawn = retractionOf(event, event.data.reason);
  row.status = 'withdrawn';
  return standing(row);
}
