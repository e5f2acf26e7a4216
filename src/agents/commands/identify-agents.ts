import { identifiersOf } from '../../../projections/provenance/agent-identifiers.js';
import { contributors } from '../../access/route-access.js';
import { NestedList, Text } from '../../http/fields.js';
import { defineCommand } from '../../routes/command.js';
import { agentDecider } from '../agent.decider.js';
import { AgentBody } from '../agent.dto.js';

export class IdentificationBody {
  @NestedList(() => AgentBody, { min: 2, max: 20 }, { description: 'Descriptions of one agent.' })
  agents: AgentBody[];
  @Text(5000) reason: string;
}

export const IdentifyAgents = defineCommand('IdentifyAgents', {
  route: 'POST /v1/agents/identifications',
  summary: 'Identify several descriptions as of one agent',
  access: contributors,
  body: IdentificationBody,
  makes: 'agent',
  decider: agentDecider,
  stream: ({ made }) => `agent-${made}`,
  command: ({ body: { agents, reason }, context }) => ({
    type: 'IdentifyAgents' as const,
    agents,
    identifiers: agents.map(identifiersOf),
    reason,
    identifiedBy: context.actor.id,
  }),
});
