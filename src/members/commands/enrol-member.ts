import { ROLES, type Role } from '../../../events/envelope.js';
import { admins } from '../../access/route-access.js';
import { Choices, Name } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';

export class MemberBody {
  @Name(300) name: string;
  @Name(300, { formerly: 'organisation' }) organization: string;
  @Choices(ROLES, { max: ROLES.length }) roles: Role[];
}

export const EnrolMember = defineCommand('EnrolMember', {
  route: 'POST /v1/members',
  summary: 'Enrol a member',
  description: 'Adds a member with their roles. They need a key as well (`issueKey`).',
  access: admins,
  body: MemberBody,
  uses: [MemberDirectory],
  makes: 'member',
  examples: {
    reviewer: {
      summary: 'A reviewer',
      body: { name: 'Lena Fischer', organization: 'The Desk', roles: ['reviewer'] },
    },
  },
  decider: memberDecider,
  stream: ({ made }) => `member-${made}`,
  command: ({ body }) => ({ type: 'EnrolMember' as const, ...body }),
  recorded: ({ made, outcome }, directory) => directory.apply(made, outcome),
});
