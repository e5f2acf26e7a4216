import { admins, anyMember } from '../access/route-access.js';
import { CurrentList, CurrentRead } from '../queries/reading.dto.js';
import { defineList, defineRead } from '../routes/read.js';
import { getMember, listMembers, MemberAnswer, MemberPage } from './queries/members.js';

export const memberReads = [
  defineList({
    name: 'listMembers',
    route: 'GET /v1/members',
    summary: 'Members, newest first',
    access: admins,
    query: CurrentList,
    answer: MemberPage,
    list: ({ views }, page) => listMembers(views, page),
  }),
  defineRead({
    name: 'getMe',
    route: 'GET /v1/members/me',
    summary: 'The member whose key this is',
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
    access: admins,
    query: CurrentRead,
    answer: MemberAnswer,
    tagged: true,
    read: ({ views, path }) => getMember(views, path.id),
  }),
];
