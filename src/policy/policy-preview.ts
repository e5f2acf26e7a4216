import { Inject, Injectable } from '@nestjs/common';
import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { Question, QUESTIONS } from '../../events/fields.js';
import type { Policy } from '../../events/policy/policy-events.js';
import type { ClaimStatus } from '../../projections/claim-status/claim-status.row.js';
import { UNJUDGED } from '../../projections/claim-status/question-state.js';
import { parse } from '../../projections/stored.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { VIEW_PROGRESS, VIEWS } from '../parts.js';
import { Count, Id, named, nullable } from '../queries/answer-fields.js';
import { rowBatches } from '../queries/row-batches.js';
import { mustBeFit, type ViewProgress } from '../queries/view-reads.js';
import { countedVerdicts, judgmentOf, type CountedVerdict } from '../reviews/counted-verdicts.js';
import { rulesFor } from './question-rules.js';

const PREVIEW_OUTCOMES = ['settles', 'is-contested', 'falls-short'] as const;

const PreviewedQuestion = named('PreviewedQuestion', {
  claimId: Id,
  text: Type.String(),
  question: Question,
  outcome: Type.Enum([...PREVIEW_OUTCOMES], {
    description:
      '`settles`, `is-contested`: what the verdicts at hand come to, which is another thing than how the question stands; `falls-short`: they would not make the finding that stands, which stays as it is and is reopened by the next change that takes a verdict away.',
  }),
  rating: nullable(Type.String({ description: 'What it settles with, or stands with now.' })),
});
type PreviewedQuestion = Static<typeof PreviewedQuestion>;

export const PolicyPreview = named('PolicyPreview', {
  counts: named('PreviewCounts', {
    settles: Count,
    'is-contested': Count,
    'falls-short': Count,
  }),
  questions: Type.Array(PreviewedQuestion, {
    description: 'Those of the newest claims, open ones first; 100 at most.',
  }),
  claimsLookedAt: Count,
  exact: Type.Boolean({
    description: 'Whether every claim that has verdicts was looked at; else the newest of them.',
  }),
});
export type PolicyPreview = Static<typeof PolicyPreview>;

export interface PreviewBounds {
  /** The most open claims that are looked at, and the most settled ones. */
  readonly claims: number;
  readonly listed: number;
}

const BOUNDS: PreviewBounds = { claims: 5_000, listed: 100 };
const AT_A_TIME = 500;

const OPEN: readonly ClaimStatus[] = ['under-review', 'contested', 'reopened'];

/** Shows what proposals would make of the verdicts that the views have. */
@Injectable()
export class PolicyPreviews {
  constructor(
    @Inject(VIEWS) private readonly views: Kysely<ViewTables>,
    @Inject(VIEW_PROGRESS) private readonly progress: Pick<ViewProgress, 'unfit'>,
  ) {}

  /** @throws ViewsUnavailableError */
  async of(proposal: Policy): Promise<PolicyPreview> {
    mustBeFit(this.progress);
    return policyPreview(this.views, proposal);
  }
}

/** What a policy would make of the verdicts that there are, were it in force. */
export async function policyPreview(
  views: Kysely<ViewTables>,
  proposal: Policy,
  { claims: most, listed }: PreviewBounds = BOUNDS,
): Promise<PolicyPreview> {
  const questions: PreviewedQuestion[] = [];
  const counts = { settles: 0, 'is-contested': 0, 'falls-short': 0 };
  let claimsLookedAt = 0;
  let exact = true;
  for (const statuses of [OPEN, ['settled'] as const]) {
    let left = most;
    const batches = rowBatches(AT_A_TIME, (last?: ClaimRow) => claimsBefore(views, statuses, last));
    for await (const rows of batches) {
      const looked = rows.slice(0, left);
      for (const question of await previewed(views, looked, proposal)) {
        counts[question.outcome] += 1;
        if (questions.length < listed) questions.push(question);
      }
      claimsLookedAt += looked.length;
      left -= looked.length;
      exact &&= looked.length === rows.length;
      if (looked.length < rows.length) break;
    }
  }
  return { counts, questions, claimsLookedAt, exact };
}

/** The open questions that the verdicts at hand settle or leave contested under a policy, claims in batches. */
export async function* openQuestions(
  views: Kysely<ViewTables>,
  policy: Policy,
): AsyncGenerator<PreviewedQuestion[]> {
  const batches = rowBatches(AT_A_TIME, (last?: ClaimRow) => claimsBefore(views, OPEN, last));
  for await (const rows of batches) {
    const questions = await previewed(views, rows, policy);
    yield questions.filter(({ outcome }) => outcome !== 'falls-short');
  }
}

type ClaimRow = Pick<ViewTables['claims'], 'claim_id' | 'text' | 'topics'> &
  Pick<ViewTables['claim_status'], 'recorded_position' | 'veracity' | 'attribution'>;

/** Claims of these statuses, newest first, behind one of them. */
async function claimsBefore(
  views: Kysely<ViewTables>,
  statuses: readonly ClaimStatus[],
  last: ClaimRow | undefined,
): Promise<ClaimRow[]> {
  let query = views
    .selectFrom('claim_status')
    .innerJoin('claims', 'claims.claim_id', 'claim_status.claim_id')
    .select(['claims.claim_id', 'claims.text', 'claims.topics'])
    .select(['claim_status.recorded_position', 'claim_status.veracity', 'claim_status.attribution'])
    .where('claim_status.valid_to', 'is', null)
    .where('claim_status.status', 'in', statuses);
  if (last) {
    query = query.where((is) =>
      is.or([
        is('claim_status.recorded_position', '<', last.recorded_position),
        is.and([
          is('claim_status.recorded_position', '=', last.recorded_position),
          is('claim_status.claim_id', '<', last.claim_id),
        ]),
      ]),
    );
  }
  return query
    .orderBy('claim_status.recorded_position', 'desc')
    .orderBy('claim_status.claim_id', 'desc')
    .limit(AT_A_TIME)
    .execute();
}

async function previewed(
  views: Kysely<ViewTables>,
  rows: readonly ClaimRow[],
  proposal: Policy,
): Promise<PreviewedQuestion[]> {
  const ids = rows.map((row) => row.claim_id);
  const counted = await countedVerdicts(views, ids, undefined);
  return rows.flatMap((row) =>
    QUESTIONS.flatMap((question) => {
      const verdicts = (counted.get(row.claim_id) ?? []).filter(
        (verdict) => verdict.question === question,
      );
      const outcome = outcomeOf(row, question, verdicts, proposal);
      return outcome ? [{ claimId: row.claim_id, text: row.text, question, ...outcome }] : [];
    }),
  );
}

/** Undefined where the question would stand as it does. */
function outcomeOf(
  row: ClaimRow,
  question: Question,
  verdicts: readonly CountedVerdict[],
  proposal: Policy,
): Pick<PreviewedQuestion, 'outcome' | 'rating'> | undefined {
  const { status, finding } = parse(row[question]) ?? UNJUDGED;
  const judgment = judgmentOf(verdicts, rulesFor(proposal, question, parse(row.topics)));
  if (judgment.outcome === 'reached') {
    if (finding?.rating === judgment.rating) return undefined;
    return { outcome: 'settles', rating: judgment.rating };
  }
  if (finding) return { outcome: 'falls-short', rating: finding.rating };
  if (judgment.outcome !== 'contested' || status === 'contested') return undefined;
  return { outcome: 'is-contested', rating: null };
}
