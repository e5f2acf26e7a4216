import type { Kysely } from 'kysely';
import Type, { type Static } from 'typebox';

import { ROLES } from '../../../events/envelope.js';
import { parse } from '../../../projections/stored.js';
import type { ViewTables } from '../../../projections/view-tables.js';
import { Id, Instant, named, nullable, Revision } from '../../queries/answer-fields.js';
import { pageOf, readPage, type Page, type PageRequest } from '../../queries/page.js';
import { Person, person, Retraction, retraction } from '../../queries/person.js';

export const KeyAnswer = named('MemberKey', {
  id: Id,
  label: nullable(Type.String()),
  recordedAt: Instant,
  revokedAt: nullable(Instant),
});

export const MemberAnswer = named('Member', {
  id: Id,
  revision: Revision,
  name: Type.String(),
  organization: Type.String(),
  roles: Type.Array(Type.Enum([...ROLES])),
  suspended: nullable(Retraction),
  keys: nullable(
    Type.Array(KeyAnswer, {
      description:
        'Oldest first; never the key itself. Null to members who are no admins, but for themselves.',
    }),
  ),
  recordedBy: Person,
  recordedAt: Instant,
});
export type MemberAnswer = Static<typeof MemberAnswer>;

export const MemberPage = pageOf(MemberAnswer);

const ORDER = { position: 'members.recorded_position', key: 'members.member_id' };

/** Undefined where there is no such member. */
export async function getMember(
  views: Kysely<ViewTables>,
  id: string,
): Promise<MemberAnswer | undefined> {
  const row = await views
    .selectFrom('members')
    .selectAll()
    .where('member_id', '=', id)
    .executeTakeFirst();
  return row && memberAnswer(row);
}

/** Returns what any member may see of another. */
export function asOthersSee(member: MemberAnswer): MemberAnswer {
  return { ...member, suspended: null, keys: null };
}

/** @throws InvalidCursorError */
export async function listMembers(
  views: Kysely<ViewTables>,
  request: PageRequest,
): Promise<Page<MemberAnswer>> {
  return readPage(
    views.selectFrom('members').selectAll(),
    request,
    ORDER,
    (row) => ({ position: row.recorded_position, key: row.member_id }),
    memberAnswer,
  );
}

function memberAnswer(row: ViewTables['members']): MemberAnswer {
  return {
    id: row.member_id,
    revision: row.revision,
    name: row.name,
    organization: row.organization,
    roles: [...parse(row.roles)],
    suspended: retraction(parse(row.suspended)),
    keys: [...parse(row.keys)],
    recordedBy: person(row.recorded_by),
    recordedAt: row.recorded_at,
  };
}
