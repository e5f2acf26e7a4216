import { sql, type RawBuilder, type SqlBool } from 'kysely';

import { claimsOnWithdrawn } from '../../provenance/withdrawn-evidence.js';
import { flaggedNow, type OriginFlags } from '../../provenance/origin-flags.js';
import { instantOf, type Moment } from '../../queries/as-of.js';

/** What time or another stream does to a claim: worked out when it is read, never recorded. */
export const CLAIM_FLAGS = [
  'stale',
  'overdue',
  'evidence-withdrawn',
  'single-origin',
  'unanchored',
  'quote-changed',
] as const;
export type ClaimFlag = (typeof CLAIM_FLAGS)[number];

export interface FlaggedRow extends OriginFlags {
  readonly expires: string | null;
  readonly resolves_by: string | null;
  readonly veracity_rating: string | null;
  readonly unanchored: number;
  readonly changed_quotes: number;
}

/** The flags of a row; the same conditions as {@link isFlagged}. */
export function flagsOf(row: FlaggedRow, instant: string): ClaimFlag[] {
  const flags: ClaimFlag[] = [];
  if (row.expires !== null && row.expires <= instant) flags.push('stale');
  const due = row.resolves_by !== null && row.resolves_by <= instant;
  if (due && row.veracity_rating === null) flags.push('overdue');
  if (row.withdrawn_evidence.size > 0) flags.push('evidence-withdrawn');
  if (row.single_origin) flags.push('single-origin');
  if (row.unanchored > 0) flags.push('unanchored');
  if (row.changed_quotes > 0) flags.push('quote-changed');
  return flags;
}

/** Whether a row of `claim_status` has the flag; of `single-origin` as of a moment only whether it may have it. */
export function isFlagged(flag: ClaimFlag, moment: Moment): RawBuilder<SqlBool> {
  const now = moment.asOf ? undefined : flaggedNow(flag);
  if (now) {
    return sql`exists (select 1 from claim_flags
      where claim_flags.claim_id = claim_status.claim_id and ${now})`;
  }
  switch (flag) {
    case 'stale':
      return sql`claim_status.expires <= ${instantOf(moment)}`;
    case 'overdue':
      return sql`claim_status.resolves_by <= ${instantOf(moment)} and claim_status.veracity_rating is null`;
    case 'evidence-withdrawn':
      return sql`claim_status.claim_id in (${claimsOnWithdrawn(moment.asOf)})`;
    case 'single-origin':
      return sql`claim_status.makes + claim_status.supports > 0`;
    case 'unanchored':
      return sql`claim_status.unanchored > 0`;
    case 'quote-changed':
      return sql`claim_status.changed_quotes > 0`;
  }
}
