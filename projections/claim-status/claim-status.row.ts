import { integer, json, nullable, text, type RowOf } from '../engine/columns.js';
import type { Retraction } from '../retraction.js';
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

/** Stands behind every instant, as text. */
export const NEVER = 'never';

export const claimStatusColumns = {
  claim_id: text(),
  /** The revision of the last event of the claim's stream. */
  revision: integer(),
  /** The position at which the claim was recorded. */
  recorded_position: text(),
  status: text<ClaimStatus>(),
  /** Null where the question is unjudged. */
  veracity: nullable(json<QuestionState>()),
  attribution: nullable(json<QuestionState>()),
  /** The rating of the standing finding. */
  veracity_rating: nullable(text()),
  attribution_rating: nullable(text()),
  /** The instant at which the first verdict behind a standing finding expires; null once withdrawn. */
  expires: nullable(text()),
  /** The instant at which a prediction's date is over; null for other claims, and once withdrawn. */
  resolves_by: nullable(text()),
  /** 1 while the question has no standing finding; null where it takes no verdicts, 0 once withdrawn. */
  needs_veracity: nullable(integer()),
  needs_attribution: integer(),
  /** The instant at which a finding expires, or a prediction that has none is over; else {@link NEVER}. */
  due: text(),
  makes: integer(),
  supports: integer(),
  refutes: integer(),
  context: integer(),
  /** Citations, not retracted, whose words the ledger could not find in the snapshot. */
  unanchored: integer(),
  /** Citations, not retracted, whose words the newest snapshot has otherwise or not at all. */
  changed_quotes: integer(),
  withdrawn: nullable(json<Retraction>()),
};

export type ClaimStatusRow = RowOf<typeof claimStatusColumns>;
