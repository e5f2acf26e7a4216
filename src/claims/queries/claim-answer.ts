import Type, { type Static } from 'typebox';

import { CLAIM_KINDS } from '../../../events/claim/claim-events.js';
import { Claimant } from '../../../events/fields.js';
import type { Policy } from '../../../events/policy/policy-events.js';
import { CLAIM_STATUSES } from '../../../projections/claim-status/claim-status.row.js';
import type { QuestionState } from '../../../projections/claim-status/question-state.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Id, Instant, nullable, Revision, TakenBack } from '../../queries/answer-fields.js';
import type { OriginFlags } from '../../provenance/origin-flags.js';
import { CLAIM_FLAGS, flagsOf } from './claim-flags.js';
import { verdictsNeeded } from './verdicts-needed.js';

export const FindingAnswer = Type.Object({
  id: Id,
  rating: Type.String(),
  reachedAt: Instant,
  verdicts: Type.Array(Id, { description: 'The active verdicts that give this rating.' }),
  dissent: Type.Array(Id, { description: 'The active verdicts that give another.' }),
  sourceSeen: Type.Array(Id, {
    description:
      'Those of the verdicts above whose reviewers say that they saw the source themselves.',
  }),
  policyVersion: Type.Integer({ minimum: 1 }),
  publishedAt: nullable(Instant),
  flags: Type.Array(Type.Enum(['evidence-withdrawn']), {
    description: 'Whether a verdict behind it rests on a withdrawn source.',
  }),
});

export const QuestionAnswer = Type.Object({
  status: Type.Enum(['unjudged', 'under-review', 'settled', 'contested', 'reopened']),
  verdicts: Type.Integer({ minimum: 0, description: 'How many verdicts count.' }),
  needed: nullable(
    Type.Integer({
      minimum: 0,
      description:
        'How many more verdicts of the leading rating make a finding under the policy; null where the question takes none.',
    }),
  ),
  finding: nullable(FindingAnswer),
});

export const ClaimAnswer = Type.Object({
  id: Id,
  revision: Revision,
  text: Type.String(),
  kind: Type.Enum([...CLAIM_KINDS]),
  claimant: Claimant,
  statedAt: nullable(Type.String()),
  language: nullable(Type.String()),
  topics: Type.Array(Type.String()),
  resolves: nullable(Type.Object({ by: Type.String(), criterion: Type.String() })),
  recordedBy: Id,
  recordedAt: Instant,
  status: Type.Enum([...CLAIM_STATUSES]),
  flags: Type.Array(Type.Enum([...CLAIM_FLAGS])),
  questions: Type.Object({ veracity: QuestionAnswer, attribution: QuestionAnswer }),
  citations: Type.Object({ makes: Count, supports: Count, refutes: Count, context: Count }),
  withdrawn: nullable(TakenBack),
});
export type ClaimAnswer = Static<typeof ClaimAnswer>;

/** The columns that an answer is made of. */
export const ANSWER_COLUMNS = [
  'claim_status.claim_id',
  'claim_status.revision',
  'claim_status.text',
  'claim_status.kind',
  'claim_status.claimant',
  'claim_status.stated_at',
  'claim_status.language',
  'claim_status.topics',
  'claim_status.resolves',
  'claim_status.resolves_by',
  'claim_status.recorded_by',
  'claim_status.recorded_at',
  'claim_status.recorded_position',
  'claim_status.status',
  'claim_status.questions',
  'claim_status.veracity_rating',
  'claim_status.expires',
  'claim_status.makes',
  'claim_status.supports',
  'claim_status.refutes',
  'claim_status.context',
  'claim_status.unanchored',
  'claim_status.changed_quotes',
  'claim_status.withdrawn',
] as const;

type ColumnName<Qualified> = Qualified extends `claim_status.${infer Name}` ? Name : never;

export type AnswerRow = Pick<
  ViewTables['claim_status'],
  ColumnName<(typeof ANSWER_COLUMNS)[number]> & keyof ViewTables['claim_status']
> &
  OriginFlags;

/** @param instant what expiry and due dates are held against */
export function claimAnswer(
  row: AnswerRow,
  instant: string,
  policy: Policy | undefined,
): ClaimAnswer {
  const { makes, supports, refutes, context } = row;
  const questions = parse(row.questions);
  const takesVerdicts = policy && !row.withdrawn ? policy : undefined;
  return {
    id: row.claim_id,
    revision: row.revision,
    text: row.text,
    kind: row.kind,
    claimant: parse(row.claimant),
    statedAt: row.stated_at,
    language: row.language,
    topics: [...parse(row.topics)],
    resolves: parse(row.resolves),
    recordedBy: row.recorded_by,
    recordedAt: row.recorded_at,
    status: row.status,
    flags: flagsOf(row, instant),
    questions: {
      veracity: questionAnswer(
        questions.veracity,
        row.kind === 'opinion' ? undefined : takesVerdicts,
        row.withdrawn_evidence,
      ),
      attribution: questionAnswer(questions.attribution, takesVerdicts, row.withdrawn_evidence),
    },
    citations: { makes, supports, refutes, context },
    withdrawn: parse(row.withdrawn),
  };
}

function questionAnswer(
  { status, verdicts, finding }: QuestionState,
  policy: Policy | undefined,
  withdrawnEvidence: ReadonlySet<string>,
): Static<typeof QuestionAnswer> {
  const restsOnWithdrawn = verdicts.some(
    ({ verdictId, evidence }) =>
      finding?.verdicts.includes(verdictId) && evidence.some((id) => withdrawnEvidence.has(id)),
  );
  return {
    status,
    verdicts: verdicts.length,
    needed: policy
      ? verdictsNeeded(
          policy,
          verdicts.filter(({ groundless }) => !groundless),
        )
      : null,
    finding: finding && {
      ...finding,
      verdicts: [...finding.verdicts],
      dissent: [...finding.dissent],
      sourceSeen: verdicts
        .filter(({ verdictId, sourceSeen }) => sourceSeen && finding.verdicts.includes(verdictId))
        .map(({ verdictId }) => verdictId),
      // No event of this release publishes a finding.
      publishedAt: null,
      flags: restsOnWithdrawn ? ['evidence-withdrawn'] : [],
    },
  };
}
