import { sql, type RawBuilder, type SqlBool } from 'kysely';

import { heldAt, instantOf, type AsOf, type Moment } from '../../queries/as-of.js';

/** What time or another stream does to a claim: worked out when it is read, never recorded. */
export const CLAIM_FLAGS = [
  'stale',
  'overdue',
  'evidence-withdrawn',
  'unanchored',
  'quote-changed',
] as const;
export type ClaimFlag = (typeof CLAIM_FLAGS)[number];

export interface FlaggedRow {
  readonly expires: string | null;
  readonly resolves_by: string | null;
  readonly veracity_rating: string | null;
  readonly unanchored: number;
  readonly changed_quotes: number;
  /** {@link evidenceWithdrawn}, as the database gives a truth value. */
  readonly evidence_withdrawn: SqlBool;
}

/** The flags of a row; the same conditions as {@link isFlagged}. */
export function flagsOf(row: FlaggedRow, instant: string): ClaimFlag[] {
  const flags: ClaimFlag[] = [];
  if (row.expires !== null && row.expires <= instant) flags.push('stale');
  const due = row.resolves_by !== null && row.resolves_by <= instant;
  if (due && row.veracity_rating === null) flags.push('overdue');
  if (row.evidence_withdrawn) flags.push('evidence-withdrawn');
  if (row.unanchored > 0) flags.push('unanchored');
  if (row.changed_quotes > 0) flags.push('quote-changed');
  return flags;
}

/** Whether a row of `claim_status` has the flag. */
export function isFlagged(flag: ClaimFlag, moment: Moment): RawBuilder<SqlBool> {
  switch (flag) {
    case 'stale':
      return sql`claim_status.expires <= ${instantOf(moment)}`;
    case 'overdue':
      return sql`claim_status.resolves_by <= ${instantOf(moment)} and claim_status.veracity_rating is null`;
    case 'evidence-withdrawn':
      return sql`claim_status.claim_id in (select citation.claim_id from ${restingOnWithdrawn(moment.asOf)})`;
    case 'unanchored':
      return sql`claim_status.unanchored > 0`;
    case 'quote-changed':
      return sql`claim_status.changed_quotes > 0`;
  }
}

/** For a row of `claim_status`: whether a citation that still counts is of a withdrawn source. */
export function evidenceWithdrawn(asOf: AsOf): RawBuilder<SqlBool> {
  return sql`exists (select 1 from ${restingOnWithdrawn(asOf)} and citation.claim_id = claim_status.claim_id)`;
}

function restingOnWithdrawn(asOf: AsOf): RawBuilder<unknown> {
  return sql`citations as citation join sources as source on source.source_id = citation.source_id
    where source.withdrawn is not null and ${heldAt(asOf, 'source')}
      and citation.retracted is null and ${heldAt(asOf, 'citation')}`;
}
