import { sql, type RawBuilder, type SqlBool } from 'kysely';

import type { AsOf } from '../queries/as-of.js';

/** Whether the verdict of a row of `verdicts` was over at that moment: replaced or withdrawn. */
export function hadEnded(asOf: AsOf): RawBuilder<SqlBool> {
  if (!asOf) return sql`verdicts.ended_position is not null`;
  // Never null, so that its negation holds where the verdict has not ended at all.
  return 'position' in asOf
    ? sql`(verdicts.ended_position is not null and verdicts.ended_position <= ${asOf.position})`
    : sql`(verdicts.ended_at is not null and verdicts.ended_at <= ${asOf.instant})`;
}
