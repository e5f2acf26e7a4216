import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { CLAIM_KINDS } from '../../../events/claim/claim-events.js';
import { Claimant, type Question } from '../../../events/fields.js';
import type { Policy } from '../../../events/policy/policy-events.js';
import { CLAIM_STATUSES, NEVER } from '../../../projections/claim-status/claim-status.row.js';
import { UNJUDGED, type QuestionState } from '../../../projections/claim-status/question-state.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Count, Id, Instant, named, nullable, Revision } from '../../queries/answer-fields.js';
import { rulesFor } from '../../policy/question-rules.js';
import { withOriginFlags, type OriginFlags } from '../../provenance/origin-flags.js';
import { countedVerdicts, mayCarry, type CountedVerdict } from '../../reviews/counted-verdicts.js';
import { publishedFindings } from '../../publishing/published-findings.js';
import type { AsOf } from '../../queries/as-of.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';
import { CLAIM_FLAGS, flagsOf } from './claim-flags.js';
import { verdictsNeeded } from './verdicts-needed.js';

export const FindingAnswer = named('Finding', {
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
  publishedAt: nullable(
    Type.String({
      format: 'date-time',
      description: 'When a publication that was not retracted since first said so.',
    }),
  ),
  flags: Type.Array(Type.Enum(['evidence-withdrawn']), {
    description: 'Whether a verdict behind it rests on a withdrawn source.',
  }),
});

export const QuestionAnswer = named('QuestionState', {
  status: Type.Enum(['unjudged', 'under-review', 'settled', 'contested', 'reopened']),
  verdictCount: Type.Integer({ minimum: 0, description: 'How many verdicts count.' }),
  needed: nullable(
    Type.Integer({
      minimum: 0,
      description:
        'How many more verdicts of the leading rating make a finding under the policy; null where the question takes none.',
    }),
  ),
  finding: nullable(FindingAnswer),
});

export const ClaimAnswer = named('Claim', {
  id: Id,
  revision: Revision,
  text: Type.String(),
  kind: Type.Enum([...CLAIM_KINDS]),
  claimant: Claimant,
  statedAt: nullable(Type.String()),
  language: nullable(Type.String()),
  topics: Type.Array(Type.String()),
  resolves: nullable(named('Resolution', { by: Type.String(), criterion: Type.String() })),
  recordedBy: Person,
  recordedAt: Instant,
  status: Type.Enum([...CLAIM_STATUSES]),
  flags: Type.Array(Type.Enum([...CLAIM_FLAGS])),
  questions: named('QuestionStates', { veracity: QuestionAnswer, attribution: QuestionAnswer }),
  citationCounts: named('CitationCounts', {
    makes: Count,
    supports: Count,
    refutes: Count,
    context: Count,
  }),
  withdrawn: nullable(Retraction),
  dueAt: nullable(
    Type.String({
      format: 'date-time',
      description:
        'When its finding expires, or a prediction that has none is over: the first of these instants.',
    }),
  ),
  changedAt: Type.String({
    format: 'date-time',
    description:
      'When something was last recorded of the claim itself: citations, verdicts, findings, relations. What happens to a source that it is cited to may change its flags, and is not counted.',
  }),
});
export type ClaimAnswer = Static<typeof ClaimAnswer>;

/** The columns that an answer is made of. */
export const ANSWER_COLUMNS = [
  'claims.claim_id',
  'claims.text',
  'claims.kind',
  'claims.claimant',
  'claims.stated_at',
  'claims.language',
  'claims.topics',
  'claims.resolves',
  'claims.recorded_by',
  'claims.recorded_at',
  'claims.recorded_position',
  'claim_status.revision',
  'claim_status.status',
  'claim_status.veracity',
  'claim_status.attribution',
  'claim_status.veracity_rating',
  'claim_status.expires',
  'claim_status.resolves_by',
  'claim_status.makes',
  'claim_status.supports',
  'claim_status.refutes',
  'claim_status.context',
  'claim_status.unanchored',
  'claim_status.changed_quotes',
  'claim_status.withdrawn',
  'claim_status.due',
  'claim_status.valid_from',
  'claim_status.valid_from_at',
] as const;

type Named<View extends string> = (typeof ANSWER_COLUMNS)[number] extends infer Name
  ? Name extends `${View}.${infer Column}`
    ? Column
    : never
  : never;

type ClaimRow = Pick<ViewTables['claims'], Named<'claims'>> &
  Pick<ViewTables['claim_status'], Named<'claim_status'>>;

export interface AnswerRow extends ClaimRow, OriginFlags {
  /** Those that count, oldest first. */
  readonly verdicts: readonly CountedVerdict[];
  /** When findings were published, by their ids. */
  readonly published: ReadonlyMap<string, string>;
}

/** Adds what other rows and streams say of the claims, in a fixed number of queries, however many they are. */
export async function withAllElse(
  views: Kysely<ViewTables>,
  rows: readonly ClaimRow[],
  asOf: AsOf,
): Promise<AnswerRow[]> {
  const judged = rows.filter(({ veracity, attribution }) => veracity ?? attribution);
  const verdicts = await countedVerdicts(
    views,
    judged.map((row) => row.claim_id),
    asOf,
  );
  const found = judged.filter(
    (row) => parse(row.veracity)?.finding ?? parse(row.attribution)?.finding,
  );
  const published = await publishedFindings(
    views,
    found.map((row) => row.claim_id),
    asOf,
  );
  const flagged = await withOriginFlags(views, rows, asOf);
  return flagged.map((row) => ({
    ...row,
    verdicts: verdicts.get(row.claim_id) ?? [],
    published,
  }));
}

/** @param instant what expiry and due dates are held against */
export function claimAnswer(
  row: AnswerRow,
  instant: string,
  policy: Policy | undefined,
): ClaimAnswer {
  const { makes, supports, refutes, context } = row;
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
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
    status: row.status,
    flags: flagsOf(row, instant),
    questions: {
      veracity: questionAnswer(row, 'veracity', row.kind === 'opinion' ? undefined : takesVerdicts),
      attribution: questionAnswer(row, 'attribution', takesVerdicts),
    },
    citationCounts: { makes, supports, refutes, context },
    withdrawn: retraction(parse(row.withdrawn)),
    dueAt: row.due === NEVER ? null : row.due,
    changedAt: row.valid_from_at,
  };
}

function questionAnswer(
  row: AnswerRow,
  question: Question,
  policy: Policy | undefined,
): Static<typeof QuestionAnswer> {
  const { status, finding } = parse(row[question]) ?? UNJUDGED;
  const verdicts = row.verdicts.filter((verdict) => verdict.question === question);
  const rules = policy && rulesFor(policy, question, parse(row.topics));
  return {
    status,
    verdictCount: verdicts.length,
    needed: rules ? verdictsNeeded(rules, mayCarry(verdicts, rules)) : null,
    finding: finding && findingAnswer(finding, verdicts, row),
  };
}

function findingAnswer(
  { id, rating, reachedAt, policyVersion }: NonNullable<QuestionState['finding']>,
  verdicts: readonly CountedVerdict[],
  { withdrawn_evidence: withdrawnEvidence, published }: AnswerRow,
): Static<typeof FindingAnswer> {
  const behind = verdicts.filter((verdict) => verdict.rating === rating);
  const beside = verdicts.filter((verdict) => verdict.rating !== rating);
  const restsOnWithdrawn = behind.some(({ evidence }) =>
    evidence.some((citation) => withdrawnEvidence.has(citation)),
  );
  return {
    id,
    rating,
    reachedAt,
    verdicts: behind.map(idOf),
    dissent: beside.map(idOf),
    sourceSeen: behind.filter(({ sourceSeen }) => sourceSeen).map(idOf),
    policyVersion,
    publishedAt: published.get(id) ?? null,
    flags: restsOnWithdrawn ? ['evidence-withdrawn'] : [],
  };
}

function idOf({ id }: CountedVerdict): string {
  return id;
}
