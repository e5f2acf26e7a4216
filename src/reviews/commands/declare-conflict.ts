import { reviewers } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { reviewingFacts } from '../reviewing-facts.js';
import { verdictDecider } from '../verdict.decider.js';

/** The caller's own conflict of interest; verdicts of theirs on the claim are withdrawn with it. */
export const DeclareConflict = defineCommand('DeclareConflict', {
  route: 'POST /v1/claims/:id/conflicts',
  summary: 'Declare a conflict of interest of your own',
  description:
    'Says that you will not judge this claim, and why. A verdict that you have given on it is withdrawn with it.',
  access: reviewers,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'The claimant is a relative.' } },
  },
  decider: verdictDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'DeclareConflict' as const,
    member: one.context.actor.id,
    reason: one.body.reason,
    ...(await reviewingFacts(one)),
  }),
});
