import { reviewers } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

export const WithdrawVerdict = defineCommand('WithdrawVerdict', {
  route: 'POST /v1/claims/:id/verdicts/:vid/withdrawal',
  summary: 'Withdraw a verdict of your own',
  access: reviewers,
  body: ReasonBody,
  decider: verdictDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'WithdrawVerdict' as const,
    verdictId: one.path.vid,
    reason: one.body.reason,
    actor: one.context.actor,
    ...(await reviewingFacts(one)),
  }),
});
