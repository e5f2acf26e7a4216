import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { agentDecider } from '../agent.decider.js';

export const RetractIdentification = defineCommand('RetractIdentification', {
  route: 'POST /v1/agents/identifications/:id/retraction',
  summary: 'Retract an identification',
  description:
    'Takes an identification back, with a reason; it stays readable and says so. Members take back what they recorded, editors also what others did.',
  access: contributors,
  separatesDuties: true,
  body: ReasonBody,
  examples: { reason: { summary: 'With a reason', body: { reason: 'They are two stations.' } } },
  decider: agentDecider,
  stream: ({ path }) => `agent-${path.id}`,
  command: ({ body: { reason }, context: { actor } }) => ({
    type: 'RetractIdentification' as const,
    reason,
    actor,
  }),
});
