import { NestedList, Text } from '../../http/fields.js';
import { AgentBody } from '../agent.dto.js';

export class IdentificationBody {
  @NestedList(() => AgentBody, { min: 2, max: 20 }, { description: 'Descriptions of one agent.' })
  agents: AgentBody[];
  @Text(5000) reason: string;
}
