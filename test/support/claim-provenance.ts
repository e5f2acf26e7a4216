import type { Hop } from '../../events/citation/citation-events.js';
import type { Agent } from '../../events/fields.js';
import type {
  CitationFacts,
  ClaimProvenance,
  DerivationFacts,
  SourceFacts,
} from '../../src/provenance/independence/claim-provenance.js';

/** What stands behind a claim, in the words of a spec; ids are short names. */
export class Provenance implements ClaimProvenance {
  citations: CitationFacts[] = [];
  derivations: DerivationFacts[] = [];
  readonly sources = new Map<string, SourceFacts>();
  identifications: Agent[][] = [];

  source(id: string, changes: Partial<SourceFacts> = {}): this {
    const described = { title: `The ${id}`, publisher: `Publisher of ${id}`, authors: [] };
    this.sources.set(id, { id, ...described, withdrawn: false, ...changes });
    return this;
  }

  withdrawn(id: string): this {
    return this.source(id, { ...this.sources.get(id), withdrawn: true });
  }

  cited(id: string, sourceId: string, ...attribution: Hop[]): this {
    return this.citedAs({ id, sourceId, attribution });
  }

  citedAs(citation: Partial<CitationFacts> & Pick<CitationFacts, 'id' | 'sourceId'>): this {
    this.citations.push({ stance: 'makes', attribution: [], retracted: false, ...citation });
    return this;
  }

  draws(sourceId: string, fromId: string, kind: DerivationFacts['kind'] = 'republishes'): this {
    this.derivations.push({ id: `${sourceId}>${fromId}`, sourceId, fromId, kind });
    return this;
  }

  identified(...agents: Agent[]): this {
    this.identifications.push(agents);
    return this;
  }
}

export function said(agent: Agent, sourceId?: string): Hop {
  const by = { kind: 'named' as const, agent };
  return { mode: 'said', by, ...(sourceId !== undefined && { sourceId }) };
}

export function saidBySomebody(description: string, sourceId?: string): Hop {
  const by = { kind: 'anonymous' as const, description };
  return { mode: 'said', by, ...(sourceId !== undefined && { sourceId }) };
}

export function inOwnVoice(sourceId?: string, agent?: Agent): Hop {
  const by = { kind: 'own-voice' as const, ...(agent && { agent }) };
  return { mode: 'reported', by, ...(sourceId !== undefined && { sourceId }) };
}
