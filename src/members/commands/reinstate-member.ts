import { admins } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { MemberDirectory } from '../member-directory.js';
import { memberDecider } from '../member.decider.js';

export const ReinstateMember = defineCommand('ReinstateMember', {
  route: 'POST /v1/members/:id/reinstatement',
  summary: 'Reinstate a suspended member',
  description: 'The keys of the member that were not revoked work again.',
  access: admins,
  body: ReasonBody,
  uses: [MemberDirectory],
  examples: { reason: { summary: 'With a reason', body: { reason: 'Back from leave.' } } },
  decider: memberDecider,
  stream: ({ path }) => `member-${path.id}`,
  command: ({ body: { reason } }) => ({ type: 'ReinstateMember' as const, reason }),
  recorded: ({ path, outcome }, directory) => directory.apply(path.id, outcome),
});
