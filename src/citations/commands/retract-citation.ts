import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { reviewingFacts } from '../../reviews/reviewing-facts.js';
import { defineCommand } from '../../routes/command.js';
import { citationDecider } from '../citation.decider.js';

export const RetractCitation = defineCommand('RetractCitation', {
  route: 'POST /v1/claims/:id/citations/:cid/retraction',
  summary: 'Retract a citation',
  access: contributors,
  body: ReasonBody,
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
