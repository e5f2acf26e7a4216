import { publishers } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { reviewingFacts } from '../../reviews/reviewing-facts.js';
import { defineCommand } from '../../routes/command.js';
import { publicationDecider } from '../publication.decider.js';

export const RetractPublication = defineCommand('RetractPublication', {
  route: 'POST /v1/claims/:id/publications/:pid/retraction',
  summary: 'Retract a publication',
  description:
    'Takes back what the public was told, with a reason. The page stays, says so, and says nothing else as if it held.',
  access: publishers,
  separatesDuties: true,
  body: ReasonBody,
  examples: {
    reason: { summary: 'With a reason', body: { reason: 'The recording was forged.' } },
  },
  decider: publicationDecider,
  stream: ({ path }) => `claim-${path.id}`,
  command: async (one) => ({
    type: 'RetractPublication' as const,
    publicationId: one.path.pid,
    reason: one.body.reason,
    actor: one.context.actor,
    policy: (await reviewingFacts(one)).policy,
  }),
});
