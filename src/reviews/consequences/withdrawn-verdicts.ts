import { sql, type Kysely, type SqlBool } from 'kysely';

import type { Position } from '../../../events/envelope.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { rowBatches } from '../../queries/row-batches.js';

/** Verdicts on one claim that a suspension withdraws. */
export interface SuspendedVerdicts {
  readonly claimId: string;
  readonly memberId: string;
  /** The position of the suspension. */
  readonly suspension: Position;
  readonly verdictIds: readonly string[];
}

const AT_A_TIME = 500;

/** The active verdicts of members whose suspension withdraws them, claim by claim. */
export async function* verdictsToWithdraw(
  views: Kysely<ViewTables>,
): AsyncGenerator<SuspendedVerdicts> {
  const members = await views
    .selectFrom('members')
    .select(['member_id', 'verdicts_withdrawn'])
    .where('verdicts_withdrawn', 'is not', null)
    .orderBy('member_id')
    .execute();
  for (const { member_id: memberId, verdicts_withdrawn: suspension } of members) {
    for await (const [claimId, verdictIds] of activeBefore(views, memberId, suspension!)) {
      yield { claimId, memberId, suspension: suspension!, verdictIds };
    }
  }
}

async function* activeBefore(
  views: Kysely<ViewTables>,
  memberId: string,
  suspension: Position,
): AsyncGenerator<[claimId: string, verdictIds: readonly string[]]> {
  const batches = rowBatches(AT_A_TIME, (last?: VerdictRow) =>
    views
      .selectFrom('verdicts')
      .select(['verdict_id', 'claim_id', 'recorded_position'])
      .where('reviewer_id', '=', memberId)
      .where('recorded_position', '<', suspension)
      .where('ended_position', 'is', null)
      .where(behind(last))
      .orderBy('recorded_position')
      .orderBy('verdict_id')
      .limit(AT_A_TIME)
      .execute(),
  );
  for await (const rows of batches) {
    const byClaim = new Map<string, string[]>();
    for (const { claim_id: claimId, verdict_id: id } of rows) {
      byClaim.set(claimId, [...(byClaim.get(claimId) ?? []), id]);
    }
    yield* byClaim;
  }
}

type VerdictRow = Pick<ViewTables['verdicts'], 'verdict_id' | 'recorded_position'>;

function behind(last: VerdictRow | undefined) {
  if (!last) return sql<SqlBool>`1 = 1`;
  return sql<SqlBool>`(recorded_position, verdict_id) > (${last.recorded_position}, ${last.verdict_id})`;
}
