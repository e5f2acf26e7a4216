import { Inject, Injectable, Logger } from '@nestjs/common';
import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { Question, QUESTIONS } from '../../events/fields.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { VIEW_PROGRESS, VIEWS } from '../parts.js';
import { policyInForce } from '../policy/policy-in-force.js';
import { rulesFor } from '../policy/question-rules.js';
import { Count, Id, named } from '../queries/answer-fields.js';
import { mustBeFit, type ViewProgress } from '../queries/view-reads.js';
import { withTimeout } from '../runtime/with-timeout.js';
import { countedVerdicts, judgmentOf } from './counted-verdicts.js';

export const SuspensionPreview = named('SuspensionPreview', {
  verdictCount: Count,
  reopens: Type.Array(
    named('ReopenedFinding', { claimId: Id, question: Question, findingId: Id }),
    {
      description:
        'The findings that do not stand without these verdicts, as far as that is known.',
    },
  ),
  exact: Type.Boolean({
    description: 'Whether all of the active verdicts were looked at; else the newest 500.',
  }),
});
export type SuspensionPreview = Static<typeof SuspensionPreview>;

const MOST_LOOKED_AT = 500;
const LONGEST_LOOK_MS = 1_000;

const late = () => new Error(`no answer within ${LONGEST_LOOK_MS} ms`);

/** Tells what becomes of findings where a member's verdicts are withdrawn. */
@Injectable()
export class SuspensionPreviews {
  private readonly logger = new Logger(SuspensionPreviews.name);

  constructor(
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(VIEW_PROGRESS) private readonly progress: Pick<ViewProgress, 'unfit'>,
  ) {}

  /** Null where the views do not answer, or not in time; the log says why. Nobody stays unsuspended for that. */
  async of(memberId: string): Promise<SuspensionPreview | null> {
    try {
      mustBeFit(this.progress);
      return await withTimeout(LONGEST_LOOK_MS, suspensionPreview(this.views, memberId), late);
    } catch (error) {
      this.logger.warn(`What a suspension reopens was not looked for: ${String(error)}`);
      return null;
    }
  }
}

/** What the views have of the member's active verdicts, and what rests on them. */
export async function suspensionPreview(
  views: Kysely<ViewTables>,
  memberId: string,
  most = MOST_LOOKED_AT,
): Promise<SuspensionPreview> {
  const rows = await views
    .selectFrom('verdicts')
    .select(['verdict_id', 'claim_id'])
    .where('reviewer_id', '=', memberId)
    .where('ended_position', 'is', null)
    .orderBy('recorded_position', 'desc')
    .orderBy('verdict_id', 'desc')
    .limit(most + 1)
    .execute();
  const verdicts = rows.slice(0, most);
  const claimIds = [...new Set(verdicts.map((verdict) => verdict.claim_id))];
  const reopens = claimIds.length === 0 ? [] : await reopened(views, claimIds, memberId);
  return { verdictCount: verdicts.length, reopens, exact: rows.length <= most };
}

async function reopened(
  views: Kysely<ViewTables>,
  claimIds: readonly string[],
  memberId: string,
): Promise<SuspensionPreview['reopens']> {
  const policy = await policyInForce(views);
  if (!policy) return [];
  const counted = await countedVerdicts(views, claimIds, undefined);
  const claims = await views
    .selectFrom('claim_status')
    .innerJoin('claims', 'claims.claim_id', 'claim_status.claim_id')
    .select(['claims.claim_id', 'claims.topics'])
    .select(['claim_status.veracity', 'claim_status.attribution'])
    .where('claim_status.claim_id', 'in', claimIds)
    .where('claim_status.valid_to', 'is', null)
    .orderBy('claim_status.recorded_position', 'desc')
    .orderBy('claim_status.claim_id')
    .execute();
  return claims.flatMap((claim) =>
    QUESTIONS.flatMap((question) => {
      const finding = parse(claim[question])?.finding;
      const all = (counted.get(claim.claim_id) ?? []).filter((each) => each.question === question);
      const others = all.filter((each) => each.reviewer !== memberId);
      if (!finding || others.length === all.length) return [];
      const judgment = judgmentOf(others, rulesFor(policy, question, parse(claim.topics)));
      const stays = judgment.outcome === 'reached' && judgment.rating === finding.rating;
      return stays ? [] : [{ claimId: claim.claim_id, question, findingId: finding.id }];
    }),
  );
}
