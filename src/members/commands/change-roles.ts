import { ROLES, type Role } from '../../../events/envelope.js';
import { admins } from '../../access/route-access.js';
import { Choices } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';
import { OvertakenChanges } from '../overtaken-changes.js';

export class RolesBody {
  @Choices(ROLES, { max: ROLES.length, min: 0 }) roles: Role[];
}

export const ChangeRoles = defineCommand('ChangeRoles', {
  route: 'POST /v1/members/:id/roles',
  summary: 'Set the roles of a member',
  access: admins,
  body: RolesBody,
  uses: [MemberDirectory, OvertakenChanges],
  decider: memberDecider,
  stream: ({ path }) => `member-${path.id}`,
  command: ({ path, body: { roles }, context: { actor } }) => ({
    type: 'ChangeRoles' as const,
    memberId: path.id,
    roles,
    actor,
  }),
  recorded: async ({ path, outcome }, directory, overtaken) => {
    directory.apply(path.id, outcome);
    await overtaken.mustStand(outcome.position);
  },
});
