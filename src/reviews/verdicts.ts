import { sql, type Kysely, type RawBuilder, type SqlBool } from 'kysely';
import Type, { type Static } from 'typebox';

import { Question } from '../../events/fields.js';
import { parse } from '../../projections/stored.js';
import {
  VERDICT_STATUSES,
  type VerdictStatus,
} from '../../projections/verdicts/verdicts.projection.js';
import type { ViewTables } from '../../projections/view-tables.js';
import { Id, Instant, named, nullable } from '../queries/answer-fields.js';
import { recordedBy, type AsOf } from '../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../queries/page.js';
import { Person, person, Retraction, retraction } from '../queries/person.js';
import { hadEnded } from './ended-verdicts.js';

export const VerdictAnswer = named('Verdict', {
  id: Id,
  claimId: Id,
  question: Question,
  rating: Type.String(),
  rationale: Type.String(),
  evidence: Type.Array(Id, { description: 'Citations of the claim.' }),
  reviewer: Person,
  asOf: nullable(Type.String()),
  expires: nullable(Type.String()),
  criterionMet: Type.Boolean(),
  sourceSeen: Type.Boolean({ description: 'The reviewer saw the source themselves.' }),
  status: Type.Enum([...VERDICT_STATUSES]),
  replacedBy: nullable(Id),
  withdrawn: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type VerdictAnswer = Static<typeof VerdictAnswer>;

export const VerdictPage = pageOf(VerdictAnswer);

const ORDER = { position: 'verdicts.recorded_position', key: 'verdicts.verdict_id' };

/** Undefined where the claim has, or had, no such verdict. */
export async function getVerdict(
  views: Kysely<ViewTables>,
  claimId: string,
  verdictId: string,
  asOf?: AsOf,
): Promise<VerdictAnswer | undefined> {
  const row = await verdictsAt(views, asOf)
    .where('verdict_id', '=', verdictId)
    .where('claim_id', '=', claimId)
    .executeTakeFirst();
  return row && verdictAnswer(row);
}

/** All conditions hold together; of several values in one of them, any. */
export interface VerdictFilter {
  readonly claimId?: string;
  readonly reviewer?: string;
  readonly question?: readonly Question[];
  readonly status?: readonly VerdictStatus[];
}

/** Replaced and withdrawn ones are among them, and say so. @throws InvalidCursorError */
export async function listVerdicts(
  views: Kysely<ViewTables>,
  request: VerdictFilter & PageRequest,
  asOf?: AsOf,
): Promise<Page<VerdictAnswer>> {
  const { claimId, reviewer, question, status } = request;
  let query = verdictsAt(views, asOf);
  if (claimId !== undefined) query = query.where('claim_id', '=', claimId);
  if (reviewer !== undefined) query = query.where('reviewer_id', '=', reviewer);
  if (question !== undefined) query = query.where('question', 'in', question);
  if (status !== undefined) {
    query = query.where((is) => is.or(status.map((each) => hadStatus(each, asOf))));
  }
  return readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.verdict_id }),
    verdictAnswer,
  );
}

/** The verdicts that were given by then. A row says at once what became of its verdict, which may be later. */
function verdictsAt(views: Kysely<ViewTables>, asOf: AsOf) {
  return views
    .selectFrom('verdicts')
    .selectAll()
    .select(hadEnded(asOf).as('had_ended'))
    .where(recordedBy(asOf, 'verdicts', 'recorded_at'));
}

function hadStatus(status: VerdictStatus, asOf: AsOf): RawBuilder<SqlBool> {
  const ended = hadEnded(asOf);
  return status === 'active' ? sql`not ${ended}` : sql`verdicts.status = ${status} and ${ended}`;
}

type VerdictAtMoment = ViewTables['verdicts'] & { readonly had_ended: SqlBool };

const ACTIVE = { status: 'active', replaced_by: null, withdrawn: null } as const;

function verdictAnswer({ had_ended: hadEndedThen, ...recorded }: VerdictAtMoment): VerdictAnswer {
  const row = hadEndedThen ? recorded : { ...recorded, ...ACTIVE };
  return {
    id: row.verdict_id,
    claimId: row.claim_id,
    question: row.question,
    rating: row.rating,
    rationale: row.rationale,
    evidence: [...parse(row.evidence)],
    reviewer: person(row.reviewer_id, row.organization),
    asOf: row.as_of,
    expires: row.expires,
    criterionMet: row.criterion_met === 1,
    sourceSeen: row.source_seen === 1,
    status: row.status,
    replacedBy: row.replaced_by,
    withdrawn: retraction(parse(row.withdrawn)),
    recordedBy: person(row.reviewer_id, row.organization),
    recordedAt: row.recorded_at,
  };
}
