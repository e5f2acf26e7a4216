import { admins } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';
import { OvertakenChanges } from '../overtaken-changes.js';

export const SuspendMember = defineCommand('SuspendMember', {
  route: 'POST /v1/members/:id/suspension',
  summary: 'Suspend a member: none of their keys works any more',
  description:
    "From now on the member's keys are answered 403. What they recorded stays. Nobody suspends themselves.",
  access: admins,
  separatesDuties: true,
  body: ReasonBody,
  uses: [MemberDirectory, OvertakenChanges],
  examples: { reason: { summary: 'With a reason', body: { reason: 'On leave.' } } },
  decider: memberDecider,
  stream: ({ path }) => `member-${path.id}`,
  command: ({ path, body: { reason }, context: { actor } }) => ({
    type: 'SuspendMember' as const,
    memberId: path.id,
    reason,
    actor,
  }),
  recorded: async ({ path, outcome }, directory, overtaken) => {
    directory.apply(path.id, outcome);
    await overtaken.mustStand(outcome.position);
  },
});
