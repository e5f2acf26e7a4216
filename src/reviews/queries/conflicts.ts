import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant, named, nullable } from '../../queries/answer-fields.js';
import { heldAt, instantOf, type Moment } from '../../queries/as-of.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';

export const ConflictAnswer = named('Conflict', {
  id: Id,
  claimId: Id,
  member: Person,
  reason: Type.String(),
  expires: nullable(
    Type.String({ description: 'With its end the conflict ends; null where it does not end.' }),
  ),
  standing: Type.Boolean({
    description:
      'Neither retracted nor over at the moment of the read: the member does not judge the claim.',
  }),
  retracted: nullable(Retraction),
  recordedBy: Person,
  recordedAt: Instant,
});
export type ConflictAnswer = Static<typeof ConflictAnswer>;

export const ConflictPage = pageOf(ConflictAnswer);

const ORDER = { position: 'conflicts.recorded_position', key: 'conflicts.conflict_id' };

/** Undefined where the claim has, or had, no such conflict of interest. */
export async function getConflict(
  views: Kysely<ViewTables>,
  claimId: string,
  conflictId: string,
  moment: Moment,
): Promise<ConflictAnswer | undefined> {
  const row = await views
    .selectFrom('conflicts')
    .selectAll()
    .where('conflict_id', '=', conflictId)
    .where('claim_id', '=', claimId)
    .where(heldAt(moment.asOf, 'conflicts'))
    .executeTakeFirst();
  return row && conflictAnswer(row, instantOf(moment));
}

/** All conditions hold together. */
export interface ConflictFilter {
  readonly claimId?: string;
  readonly member?: string;
  readonly standing?: boolean;
}

/** Retracted ones and those that are over are among them, and say so. @throws InvalidCursorError */
export async function listConflicts(
  views: Kysely<ViewTables>,
  request: ConflictFilter & PageRequest,
  moment: Moment,
): Promise<Page<ConflictAnswer>> {
  const { claimId, member, standing } = request;
  const instant = instantOf(moment);
  let query = views.selectFrom('conflicts').selectAll().where(heldAt(moment.asOf, 'conflicts'));
  if (claimId !== undefined) query = query.where('claim_id', '=', claimId);
  if (member !== undefined) query = query.where('member_id', '=', member);
  if (standing === true) {
    query = query
      .where('retracted', 'is', null)
      .where((is) => is.or([is('ends_at', 'is', null), is('ends_at', '>', instant)]));
  } else if (standing === false) {
    query = query.where((is) =>
      is.or([is('retracted', 'is not', null), is('ends_at', '<=', instant)]),
    );
  }
  return readPage(
    query,
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.conflict_id }),
    (row) => conflictAnswer(row, instant),
  );
}

/** @param instant at which it is told whether the conflict stands */
function conflictAnswer(row: ViewTables['conflicts'], instant: string): ConflictAnswer {
  return {
    id: row.conflict_id,
    claimId: row.claim_id,
    member: person(row.member_id),
    reason: row.reason,
    expires: row.expires,
    standing: row.retracted === null && (row.ends_at === null || row.ends_at > instant),
    retracted: retraction(parse(row.retracted)),
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
