import type { Stance } from '../../events/citation/citation-events.js';
import type { ClaimKind } from '../../events/claim/claim-events.js';
import type { Claimant, Question } from '../../events/fields.js';
import type { Table } from '../engine/table.js';
import type { ColumnsOf } from '../stored.js';
import type { TakenBack } from '../taken-back.js';
import type { QuestionState } from './question-state.js';

export const CLAIM_STATUSES = [
  'recorded',
  'under-review',
  'settled',
  'contested',
  'reopened',
  'withdrawn',
] as const;
export type ClaimStatus = (typeof CLAIM_STATUSES)[number];

/** What the fold must remember of a claim's stream and no query shows. */
export interface ClaimLedger {
  readonly citations: Readonly<Record<string, CitationNote>>;
  /** Verdicts that lost evidence: they stand in the record and count for nothing. */
  readonly uncounted: readonly string[];
  /** The members who declared a conflict of interest. */
  readonly conflicts: readonly string[];
}

export interface CitationNote {
  readonly stance: Stance;
  readonly unanchored: boolean;
  /** The source's words have changed since. */
  readonly changed?: true;
  /** The newest capture of its source in which the ledger has looked again. */
  readonly lookedIn?: number;
  readonly retracted: boolean;
}

export type ClaimStatusRow = {
  claim_id: string;
  /** Of the last event of the claim's stream. */
  revision: number;
  text: string;
  kind: ClaimKind;
  claimant: Claimant;
  /** See `nameKey`; null where the publisher itself speaks and is not named. */
  claimant_name: string | null;
  stated_at: string | null;
  language: string | null;
  topics: readonly string[];
  resolves: { readonly by: string; readonly criterion: string } | null;
  /** The instant at which a prediction's date is over; null for other claims. */
  resolves_by: string | null;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
  status: ClaimStatus;
  questions: Readonly<Record<Question, QuestionState>>;
  /** Of the standing finding. */
  veracity_rating: string | null;
  attribution_rating: string | null;
  /** The instant at which the first verdict behind a standing finding expires. */
  expires: string | null;
  makes: number;
  supports: number;
  refutes: number;
  context: number;
  /** Citations, not retracted, whose words the ledger could not find in the snapshot. */
  unanchored: number;
  /** Citations, not retracted, whose words the newest snapshot has otherwise or not at all. */
  changed_quotes: number;
  withdrawn: TakenBack | null;
  ledger: ClaimLedger;
};

export const claimStatusColumns = {
  claim_id: { type: 'text' },
  revision: { type: 'integer' },
  text: { type: 'text' },
  kind: { type: 'text' },
  claimant: { type: 'json' },
  claimant_name: { type: 'text', nullable: true },
  stated_at: { type: 'text', nullable: true },
  language: { type: 'text', nullable: true },
  topics: { type: 'json' },
  resolves: { type: 'json', nullable: true },
  resolves_by: { type: 'text', nullable: true },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
  status: { type: 'text' },
  questions: { type: 'json' },
  veracity_rating: { type: 'text', nullable: true },
  attribution_rating: { type: 'text', nullable: true },
  expires: { type: 'text', nullable: true },
  makes: { type: 'integer' },
  supports: { type: 'integer' },
  refutes: { type: 'integer' },
  context: { type: 'integer' },
  unanchored: { type: 'integer' },
  changed_quotes: { type: 'integer' },
  withdrawn: { type: 'json', nullable: true },
  ledger: { type: 'json' },
} as const satisfies ColumnsOf<ClaimStatusRow>;

export const claimStatusTable: Table = {
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
};
