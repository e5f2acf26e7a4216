import { admins, anyMember } from '../access/route-access.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import {
  asOthersSee,
  getMember,
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
    read: async ({ views, path, caller }) => {
      const member = await getMember(views, path.id);
      const seesAll = caller?.id === path.id || caller?.roles.includes('admin');
      return member && (seesAll ? member : asOthersSee(member));
    },
  }),
];
