import { admins, anyMember } from '../access/route-access.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { defineList, defineRead, type Reading } from '../routes/read.js';
import {
  asOthersSee,
  getMember,
  KeyAnswer,
  listMembers,
  MemberAnswer,
  MemberPage,
} from './queries/members.js';

export const memberReads = [
  defineList({
    name: 'listMembers',
    route: 'GET /v1/members',
    summary: 'Members, newest first',
    description:
      'All members with their roles and keys, suspended ones too. The keys themselves are never shown.',
    access: admins,
    query: CurrentList,
    answer: MemberPage,
    list: ({ views }, page) => listMembers(views, page),
  }),
  defineRead({
    name: 'getCurrentMember',
    route: 'GET /v1/members/me',
    summary: 'The member whose key this is',
    description:
      'Who you are to this ledger: your name, your roles and your keys, which are never shown themselves.',
    access: anyMember,
    query: CurrentRead,
    answer: MemberAnswer,
    tagged: true,
    read: async ({ views, caller }) => caller && getMember(views, caller.id),
  }),
  defineRead({
    name: 'getMember',
    route: 'GET /v1/members/:id',
    summary: 'A member',
    description:
      'A member with their roles. Keys (never the keys themselves) and a suspension are shown to admins and to the member.',
    access: anyMember,
    query: CurrentRead,
    answer: MemberAnswer,
    tagged: true,
    read: memberSeenBy,
  }),
  defineRead({
    name: 'getKey',
    route: 'GET /v1/members/:id/keys/:keyId',
    summary: 'A key of a member, but for the key itself',
    description:
      'What a key is for, and whether it is revoked. There for admins and for the member; to others it is not found.',
    access: anyMember,
    query: CurrentRead,
    answer: KeyAnswer,
    read: async (reading) => {
      const member = await memberSeenBy(reading);
      return member?.keys?.find(({ id }) => id === reading.path.keyId);
    },
  }),
];

/** The member, as far as whoever asks may see them. */
async function memberSeenBy({ views, path, caller }: Reading<{ readonly id: string }>) {
  const member = await getMember(views, path.id);
  const seesAll = caller?.id === path.id || caller?.roles.includes('admin');
  return member && (seesAll ? member : asOthersSee(member));
}
