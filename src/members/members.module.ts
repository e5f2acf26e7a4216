import { Module } from '@nestjs/common';

import { IssueKeyHandler } from './commands/issue-key.js';
import {
  ChangeRolesHandler,
  EnrolMemberHandler,
  ReinstateMemberHandler,
  RevokeKeyHandler,
  SuspendMemberHandler,
} from './commands/member-commands.js';
import { MemberWrites } from './commands/member-writes.js';
import { MembersController } from './members.controller.js';
import { GetMemberHandler, ListMembersHandler } from './queries/member-queries.js';

@Module({
  controllers: [MembersController],
  providers: [
    MemberWrites,
    EnrolMemberHandler,
    ChangeRolesHandler,
    SuspendMemberHandler,
    ReinstateMemberHandler,
    IssueKeyHandler,
    RevokeKeyHandler,
    GetMemberHandler,
    ListMembersHandler,
  ],
})
export class MembersModule {}
