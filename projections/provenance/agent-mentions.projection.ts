import { idOf } from '../../events/envelope.js';
import type { Agent } from '../../events/fields.js';
import type { Recorded } from '../../events/ledger-event.js';
import { text } from '../engine/columns.js';
import { defineProjection } from '../engine/define-projection.js';
import { absent } from '../impossible-event.js';
import { identifiersOf } from './agent-identifiers.js';

type Naming = 'CitationAdded' | 'SourceRegistered' | 'SourceAmended';

/**
 * Where an agent was ever named: in the hops of a claim's citation that supports it, or as author or
 * publisher of a source. Whether it still is, is for the citation or the source to say.
 */
export const agentMentions = defineProjection({
  name: 'agent-mentions',
  version: 1,
  table: {
    name: 'agent_mentions',
    columns: {
      /** `<position of the event>/<n>`, from 0. */
      mention: text(),
      /** One of `identifiersOf` the agent. */
      identifier: text(),
      /** Whose id it is. */
      kind: text<'claim' | 'source'>(),
      id: text(),
    },
    key: 'mention',
    indexes: [{ columns: ['identifier', 'kind', 'id'] }],
  },
  keys: (event) => identifiersIn(event).map((_, n) => `${event.position}/${n}`),
  on: { CitationAdded: mentioned, SourceRegistered: mentioned, SourceAmended: mentioned },
});

function mentioned(before: object | undefined, event: Recorded<Naming>, key: string) {
  absent(before, event, key);
  const kind = event.type === 'CitationAdded' ? ('claim' as const) : ('source' as const);
  const n = Number(key.slice(event.position.length + 1));
  return { mention: key, identifier: identifiersIn(event)[n]!, kind, id: idOf(event.stream) };
}

function identifiersIn(event: Recorded<Naming>): string[] {
  return [...new Set(agentsNamedBy(event).flatMap(identifiersOf))];
}

function agentsNamedBy(event: Recorded<Naming>): Agent[] {
  if (event.type === 'CitationAdded') {
    const { stance, attribution } = event.data;
    if (stance !== 'makes' && stance !== 'supports') return [];
    return attribution.flatMap(({ by }) => (by.kind !== 'anonymous' && by.agent) || []);
  }
  const { authors, publisher } = event.type === 'SourceAmended' ? event.data.changes : event.data;
  return [...(authors ?? []), ...(publisher ? [{ name: publisher.name }] : [])];
}
