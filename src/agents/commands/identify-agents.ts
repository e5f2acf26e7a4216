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
  description:
    'Says that several descriptions are of one person or organization. Origins of a claim that become one by it are counted once.',
  access: contributors,
  body: IdentificationBody,
  makes: 'agent',
  examples: {
    twoNames: {
      summary: 'Two names of one broadcaster',
      body: {
        agents: [{ name: 'Radio Vesla' }, { name: 'Vesla Public Radio', type: 'organization' }],
        reason: 'The imprint gives both names.',
      },
    },
  },
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
