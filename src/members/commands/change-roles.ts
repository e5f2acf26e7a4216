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
  description:
    'Sets all roles of a member; whatever is not named is taken away. Nobody takes the role admin from themselves.',
  access: admins,
  separatesDuties: true,
  body: RolesBody,
  uses: [MemberDirectory, OvertakenChanges],
  examples: { two: { summary: 'Two roles', body: { roles: ['reviewer', 'editor'] } } },
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
