import { editors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { claimDecider } from '../claim.decider.js';

export const WithdrawClaim = defineCommand('WithdrawClaim', {
  route: 'POST /v1/claims/:id/withdrawal',
  summary: 'Withdraw a claim',
  access: editors,
  body: ReasonBody,
  decider: claimDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: ({ body: { reason } }) => ({ type: 'WithdrawClaim' as const, reason }),
});
