import type { Agent } from '../../../events/fields.js';
import type { CitationFacts } from './claim-provenance.js';

/** What the first hop says of who spoke. */
export type Spoken =
  | { readonly by: 'agent'; readonly agent: Agent; readonly ownVoice: boolean }
  | { readonly by: 'nobody-named'; readonly description: string }
  | { readonly by: 'source' };

/** The origin is the first hop; without one, or in its own voice, the source speaks for itself. */
export function spoken({ attribution }: CitationFacts): Spoken {
  const by = attribution[0]?.by;
  if (!by) return { by: 'source' };
  switch (by.kind) {
    case 'named':
      return { by: 'agent', agent: by.agent, ownVoice: false };
    case 'anonymous':
      return { by: 'nobody-named', description: by.description };
    case 'own-voice':
      return by.agent ? { by: 'agent', agent: by.agent, ownVoice: true } : { by: 'source' };
  }
}

export function speaksForItself(citation: CitationFacts): boolean {
  return spoken(citation).by === 'source';
}
