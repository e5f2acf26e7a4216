import { idOf } from '../../events/envelope.js';
import type { RecordedLedgerEvent } from '../../events/ledger-event.js';
import type { Projection } from '../engine/projection.js';
import { absent } from '../impossible-event.js';
import type { ColumnsOf } from '../stored.js';
import { identifiersOf } from './agent-identifiers.js';

export type AgentIdentifierRow = {
  /** `<identificationId>/<n>`, from 0. */
  agent_identifier: string;
  identification_id: string;
  /** One of `identifiersOf` an agent that is identified. */
  identifier: string;
  /** Of the identification. */
  recorded_position: string;
};

export const agentIdentifierColumns = {
  agent_identifier: { type: 'text' },
  identification_id: { type: 'text' },
  identifier: { type: 'text' },
  recorded_position: { type: 'text' },
} as const satisfies ColumnsOf<AgentIdentifierRow>;

/** Which identifications speak of an identifier; whether they still hold is for the other table to say. */
export const agentIdentifiers: Projection<AgentIdentifierRow> = {
  name: 'agent-identifiers',
  version: 3,
  table: {
    name: 'agent_identifiers',
    columns: agentIdentifierColumns,
    key: 'agent_identifier',
    versioned: false,
    indexes: [{ columns: ['identifier', 'identification_id'] }, { columns: ['identification_id'] }],
  },
  handles: ['AgentsIdentified'],
  keys: (event) => identified(event).map((_, n) => `${idOf(event.stream)}/${n}`),
  evolve(before, event, key) {
    absent(before, event, key);
    const id = idOf(event.stream);
    const identifier = identified(event)[Number(key.slice(id.length + 1))];
    if (identifier === undefined) return undefined;
    return {
      agent_identifier: key,
      identification_id: id,
      identifier,
      recorded_position: event.position,
    };
  },
};

function identified(event: RecordedLedgerEvent): string[] {
  if (event.type !== 'AgentsIdentified') return [];
  return [...new Set(event.data.agents.flatMap(identifiersOf))];
}
