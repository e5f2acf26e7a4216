import { Module } from '@nestjs/common';

import { featureOf } from '../routes/feature.js';
import { SuspensionPreviews } from '../reviews/suspension-preview.js';
import { ChangeRoles } from './commands/change-roles.js';
import { EnrolMember } from './commands/enrol-member.js';
import { IssueKey } from './commands/issue-key.js';
import { ReinstateMember } from './commands/reinstate-member.js';
import { RevokeKey } from './commands/revoke-key.js';
import { SuspendMember } from './commands/suspend-member.js';
import { memberReads } from './members.reads.js';

@Module(
  featureOf({
    tag: 'members',
    commands: [EnrolMember, ChangeRoles, SuspendMember, ReinstateMember, IssueKey, RevokeKey],
    reads: memberReads,
    providers: [SuspensionPreviews],
  }),
)
export class MembersModule {}
