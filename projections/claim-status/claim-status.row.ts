import type { Stance } from '../../events/citation/citation-events.js';
import type { ClaimKind } from '../../events/claim/claim-events.js';
import type { Claimant, Question } from '../../events/fields.js';
import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
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

export const claimStatusColumns = {
  claim_id: text(),
  /** Of the last event of the claim's stream. */
  revision: integer(),
  text: text(),
  kind: text<ClaimKind>(),
  claimant: json<Claimant>(),
  /** See `nameKey`; null where the publisher itself speaks and is not named. */
  claimant_name: nullable(text()),
  stated_at: nullable(text()),
  language: nullable(text()),
  topics: json<readonly string[]>(),
  resolves: nullable(json<{ readonly by: string; readonly criterion: string }>()),
  /** The instant at which a prediction's date is over; null for other claims. */
  resolves_by: nullable(text()),
  recorded_by: text(),
  recorded_at: text(),
  recorded_position: text(),
  status: text<ClaimStatus>(),
  questions: json<Readonly<Record<Question, QuestionState>>>(),
  /** Of the standing finding. */
  veracity_rating: nullable(text()),
  attribution_rating: nullable(text()),
  /** The instant at which the first verdict behind a standing finding expires. */
  expires: nullable(text()),
  makes: integer(),
  supports: integer(),
  refutes: integer(),
  context: integer(),
  /** Citations, not retracted, whose words the ledger could not find in the snapshot. */
  unanchored: integer(),
  /** Citations, not retracted, whose words the newest snapshot has otherwise or not at all. */
  changed_quotes: integer(),
  withdrawn: nullable(json<TakenBack>()),
  ledger: json<ClaimLedger>(),
};

export type ClaimStatusRow = RowOf<typeof claimStatusColumns>;
