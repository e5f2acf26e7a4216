import type { Anchoring, Stance } from '../../events/citation/citation-events.js';
import type { Recorded, RecordedLedgerEvent } from '../../events/ledger-event.js';
import { integer, nullable, text, type RowOf } from '../engine/columns.js';
import { sideTable, type SideRows } from '../engine/side-table.js';
import { ImpossibleEventError } from '../impossible-event.js';
import type { ClaimStatusRow } from './claim-status.row.js';

const columns = {
  citation_id: text(),
  stance: text<Stance>(),
  /** 1 where the ledger could not find its words when it was added. */
  unanchored: integer(),
  /** 1 where the source's words have changed since. */
  changed: integer(),
  /** The newest capture of its source in which the ledger has looked again. */
  looked_in: nullable(integer()),
  retracted: integer(),
};
type CitationNote = RowOf<typeof columns>;

/** What the fold of a claim must remember of each of its citations to count them. */
export const citationNotes = sideTable({
  table: { name: 'claim_citation_notes', columns, key: 'citation_id' },
  keys(event) {
    switch (event.type) {
      case 'CitationAdded':
      case 'CitationReanchored':
      case 'CitationRetracted':
        return [event.data.citationId];
      default:
        return [];
    }
  },
});

export function citationAdded(
  row: ClaimStatusRow,
  event: Recorded<'CitationAdded'>,
  sides: SideRows,
): ClaimStatusRow {
  const { citationId, stance, anchoring } = event.data;
  if (sides.get(citationNotes, citationId)) {
    throw new ImpossibleEventError(event, `citation ${citationId} was added before`);
  }
  const unanchored = Number(isUnanchored(anchoring));
  const note = { citation_id: citationId, stance, unanchored, changed: 0, looked_in: null };
  sides.put(citationNotes, { ...note, retracted: 0 });
  row[stance] += 1;
  row.unanchored += unanchored;
  return row;
}

function isUnanchored(anchoring: Anchoring | undefined): boolean {
  return anchoring?.anchor === 'orphaned' || anchoring?.fidelity === 'absent';
}

export function citationReanchored(
  row: ClaimStatusRow,
  event: Recorded<'CitationReanchored'>,
  sides: SideRows,
): ClaimStatusRow {
  const { outcome, capture = Infinity } = event.data;
  const note = unretractedNote(event, sides);
  // An older capture that is read anew says nothing of how the source is now.
  if (capture < (note.looked_in ?? 0)) return row;
  const changed = Number(outcome === 'altered' || outcome === 'orphaned');
  const lookedIn = Number.isFinite(capture) ? capture : note.looked_in;
  row.changed_quotes += changed - note.changed;
  sides.put(citationNotes, { ...note, changed, looked_in: lookedIn });
  return row;
}

/** Its stance and its flags count no more; what rests on it is for the verdicts to say. */
export function citationUncounted(
  row: ClaimStatusRow,
  event: Recorded<'CitationRetracted'>,
  sides: SideRows,
): ClaimStatusRow {
  const note = unretractedNote(event, sides);
  sides.put(citationNotes, { ...note, retracted: 1 });
  row[note.stance] -= 1;
  row.unanchored -= note.unanchored;
  row.changed_quotes -= note.changed;
  return row;
}

function unretractedNote(
  event: RecordedLedgerEvent & { readonly data: { readonly citationId: string } },
  sides: SideRows,
): CitationNote {
  const { citationId } = event.data;
  const note = sides.get(citationNotes, citationId);
  if (!note) throw new ImpossibleEventError(event, `citation ${citationId} was never added`);
  if (note.retracted) {
    throw new ImpossibleEventError(event, `citation ${citationId} was retracted before`);
  }
  return note;
}
