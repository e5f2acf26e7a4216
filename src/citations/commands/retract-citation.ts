import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { reviewingFacts } from '../../reviews/reviewing-facts.js';
import { defineCommand } from '../../routes/command.js';
import { citationDecider } from '../citation.decider.js';

export const RetractCitation = defineCommand('RetractCitation', {
  route: 'POST /v1/claims/:id/citations/:cid/retraction',
  summary: 'Retract a citation',
  description:
    'Takes a citation back, with a reason; it stays readable and says so, and a finding that rests on it is reopened. Members take back what they added, editors also what others did.',
  access: contributors,
  separatesDuties: true,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'The passage is about other talks.' } },
  },
  decider: citationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'RetractCitation' as const,
    citationId: one.path.cid,
    reason: one.body.reason,
    actor: one.context.actor,
    ...(await reviewingFacts(one)),
  }),
});
