import type { Recorded } from '../../events/ledger-event.js';
import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { revised } from '../revised.js';

/** Who resolved a note, when (an instant in UTC), and what they said of it. */
export interface Resolution {
  readonly text: string | null;
  readonly by: string;
  readonly at: string;
}

const columns = {
  note_id: text(),
  /** The revision of the last event of the note's stream. */
  revision: integer(),
  claim_id: text(),
  /** Null where it is about the claim as a whole. */
  citation_id: nullable(text()),
  text: text(),
  /** The member who is asked to answer; null where it is a request to nobody. */
  addressee: nullable(text()),
  answers: integer(),
  /** 1 until it is resolved, or the member who was asked has answered. */
  is_open: integer(),
  resolved: nullable(json<Resolution>()),
  recorded_by: text(),
  recorded_at: text(),
  recorded_position: text(),
};
type NoteRow = RowOf<typeof columns>;

/** Notes on claims and citations, each with how far it has come. */
export const notes = defineProjection({
  name: 'notes',
  version: 1,
  table: {
    name: 'notes',
    columns,
    key: 'note_id',
    versioned: true,
    // A note has few versions, so that one index for each list serves now and earlier.
    indexes: [
      { columns: ['recorded_position', 'note_id'] },
      { columns: ['claim_id', 'recorded_position', 'note_id'] },
      { columns: ['recorded_by', 'recorded_position', 'note_id'] },
      {
        columns: ['citation_id', 'recorded_position', 'note_id'],
        where: 'citation_id is not null',
      },
      { columns: ['addressee', 'recorded_position', 'note_id'], where: 'addressee is not null' },
      { columns: ['recorded_position', 'note_id'], rows: 'current', where: 'is_open = 1' },
      {
        columns: ['addressee', 'recorded_position', 'note_id'],
        rows: 'current',
        where: 'is_open = 1 and addressee is not null',
      },
    ],
  },
  on: {
    NoteAdded(before, event, key) {
      absent(before, event, key);
      return added(event, key);
    },
    NoteAnswered: revised((row: NoteRow, { data }: Recorded<'NoteAnswered'>) => {
      row.answers += 1;
      if (row.addressee === data.answeredBy) row.is_open = 0;
      return row;
    }),
    NoteResolved: revised((row: NoteRow, { data, metadata }: Recorded<'NoteResolved'>) => {
      row.is_open = 0;
      row.resolved = { text: data.text ?? null, by: data.resolvedBy, at: metadata.recordedAt };
      return row;
    }),
  },
});

function added({ data, revision, metadata, position }: Recorded<'NoteAdded'>, id: string): NoteRow {
  return {
    note_id: id,
    revision: Number(revision),
    claim_id: data.claimId,
    citation_id: data.citationId ?? null,
    text: data.text,
    addressee: data.to ?? null,
    answers: 0,
    is_open: 1,
    resolved: null,
    recorded_by: data.addedBy,
    recorded_at: metadata.recordedAt,
    recorded_position: position,
  };
}
