import { idOf } from '../../events/envelope.js';
import type { Agent } from '../../events/fields.js';
import type { Projection } from '../engine/projection.js';
import { absent, existing, ImpossibleEventError } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { takenBack, type TakenBack } from '../taken-back.js';

export type AgentIdentificationRow = {
  identification_id: string;
  /** The descriptions that are of one agent. */
  agents: readonly Agent[];
  reason: string;
  retracted: TakenBack | null;
  recorded_by: string;
  recorded_at: string;
  recorded_position: string;
};

export const agentIdentificationColumns = {
  identification_id: { type: 'text' },
  agents: { type: 'json' },
  reason: { type: 'text' },
  retracted: { type: 'json', nullable: true },
  recorded_by: { type: 'text' },
  recorded_at: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<AgentIdentificationRow>;

/** Which descriptions members took for those of one agent; retracted ones are among them, and say so. */
export const agentIdentifications: Projection<AgentIdentificationRow> = {
  name: 'agent-identifications',
  version: 1,
  table: {
    name: 'agent_identifications',
    columns: agentIdentificationColumns,
    key: 'identification_id',
    versioned: true,
    indexes: [{ columns: ['recorded_position', 'identification_id'] }],
  },
  handles: ['AgentsIdentified', 'AgentIdentificationRetracted'],
  keys: (event) => [idOf(event.stream)],
  evolve(before, event, key) {
    if (event.type === 'AgentsIdentified') {
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
    }
    if (event.type !== 'AgentIdentificationRetracted') return undefined;
    const row = existing(before, event, key);
    if (row.retracted) throw new ImpossibleEventError(event, `${key} was retracted before`);
    return { ...row, retracted: takenBack(event, event.data.reason) };
  },
};
