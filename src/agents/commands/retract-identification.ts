import { contributors } from '../../access/route-access.js';
import { ReasonBody } from '../../http/reason.dto.js';
import { defineCommand } from '../../routes/command.js';
import { agentDecider } from '../agent.decider.js';

export const RetractIdentification = defineCommand('RetractIdentification', {
  route: 'POST /v1/agents/identifications/:id/retraction',
  summary: 'Retract an identification',
  access: contributors,
  body: ReasonBody,
  decider: agentDecider,
  stream: ({ path }) => `agent-${path.id}`,
  command: ({ body: { reason }, context: { actor } }) => ({
    type: 'RetractIdentification' as const,
    reason,
    actor,
  }),
});
