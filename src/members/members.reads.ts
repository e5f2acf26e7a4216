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
    summary: 'A member: to admins and themselves with keys, to other members without',
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
