import { reviewers } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

export const WithdrawVerdict = defineCommand('WithdrawVerdict', {
  route: 'POST /v1/claims/:id/verdicts/:vid/withdrawal',
  summary: 'Withdraw a verdict of your own',
  description:
    'Takes a verdict back, with a reason; it stays readable and says so. Where it made a finding, that is reopened. Only its own reviewer does so.',
  access: reviewers,
  separatesDuties: true,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'The transcript was corrected.' } },
  },
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
