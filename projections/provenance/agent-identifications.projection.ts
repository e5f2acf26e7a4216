import type { Agent } from '../../events/fields.js';
import { json, nullable, text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { retracted, type Retraction } from '../retraction.js';

/** Which descriptions members took for those of one agent; retracted ones are among them, and say so. */
export const agentIdentifications = defineProjection({
  name: 'agent-identifications',
  version: 1,
  table: {
    name: 'agent_identifications',
    columns: {
      identification_id: text(),
      /** The descriptions that are of one agent. */
      agents: json<readonly Agent[]>(),
      reason: text(),
      retracted: nullable(json<Retraction>()),
      recorded_by: text(),
      recorded_at: text(),
      recorded_position: text(),
    },
    key: 'identification_id',
    versioned: true,
    indexes: [{ columns: ['recorded_position', 'identification_id'] }],
  },
  on: {
    AgentsIdentified(before, event, key) {
      absent(before, event, key);
      const { agents, reason, identifiedBy } = event.data;
      return {
        identification_id: key,
        agents,
        reason,
        retracted: null,
        recorded_by: identifiedBy,
        recorded_at: event.metadata.recordedAt,
        recorded_position: event.position,
      };
    },
    AgentIdentificationRetracted: retracted,
  },
});
