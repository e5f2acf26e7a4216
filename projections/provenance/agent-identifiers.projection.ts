import { idOf } from '../../events/envelope.js';
import type { Recorded } from '../../events/ledger-event.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { identifiersOf } from './agent-identifiers.js';

/** Which identifications speak of an identifier; whether they still hold is for the other table to say. */
export const agentIdentifiers = defineProjection({
  name: 'agent-identifiers',
  version: 4,
  table: {
    name: 'agent_identifiers',
    columns: {
      /** `<identificationId>/<n>`, from 0. */
      agent_identifier: text(),
      identification_id: text(),
      /** One of `identifiersOf` an agent that is identified. */
      identifier: text(),
      /** The position at which the identification was recorded. */
      recorded_position: text(),
    },
    key: 'agent_identifier',
    indexes: [{ columns: ['identifier', 'identification_id'] }, { columns: ['identification_id'] }],
  },
  keys: (event) => identified(event).map((_, n) => `${idOf(event.stream)}/${n}`),
  on: {
    AgentsIdentified(before, event, key) {
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
  },
});

function identified({ data }: Recorded<'AgentsIdentified'>): string[] {
  return [...new Set(data.agents.flatMap(identifiersOf))];
}
