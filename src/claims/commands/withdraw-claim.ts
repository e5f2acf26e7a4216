import { editors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { claimDecider } from '../claim.decider.js';

export const WithdrawClaim = defineCommand('WithdrawClaim', {
  route: 'POST /v1/claims/:id/withdrawal',
  summary: 'Withdraw a claim',
  description:
    'Marks a claim as withdrawn, with a reason. It stays readable with all that was found of it, and takes no more citations or verdicts.',
  access: editors,
  body: ReasonBody,
  examples: { reason: { summary: 'With a reason', body: { reason: 'It was recorded twice.' } } },
  decider: claimDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: ({ body: { reason } }) => ({ type: 'WithdrawClaim' as const, reason }),
});
