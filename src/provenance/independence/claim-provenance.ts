import type { Hop, Stance } from '../../../events/citation/citation-events.js';
import type { Agent } from '../../../events/fields.js';
import type { DerivationKind } from '../../../events/source/source-events.js';
import type { Identification } from './agent-identity.js';

export interface CitationFacts {
  readonly id: string;
  readonly sourceId: string;
  readonly stance: Stance;
  /** Origin first. */
  readonly attribution: readonly Hop[];
  readonly retracted: boolean;
}

/** A source draws on another one. */
export interface DerivationFacts {
  readonly id: string;
  /** The one that draws on the other. */
  readonly sourceId: string;
  readonly fromId: string;
  readonly kind: DerivationKind;
}

export interface SourceFacts {
  readonly id: string;
  readonly title: string;
  readonly publisher: string | null;
  readonly authors: readonly Agent[];
  readonly withdrawn: boolean;
}

/**
 * All that is known of where a claim's words come from. Each id stands in its list once; more
 * derivations, sources and identifications than lead to the claim may be there.
 */
export interface ClaimProvenance {
  readonly citations: readonly CitationFacts[];
  /** Those that hold. */
  readonly derivations: readonly DerivationFacts[];
  readonly sources: ReadonlyMap<string, SourceFacts>;
  /** Those that hold. */
  readonly identifications: readonly Identification[];
}

/** Whether the citation puts the claim forward or bears it out, and was not retracted. */
export function supports({ stance, retracted }: CitationFacts): boolean {
  return !retracted && (stance === 'makes' || stance === 'supports');
}

/** The cited source, and those that the hops name. */
export function namedSources({ sourceId, attribution }: CitationFacts): string[] {
  const hops = attribution.flatMap((hop) => hop.sourceId ?? []);
  return [...new Set([sourceId, ...hops])];
}

/** Everybody whom the hops name. */
export function agentsIn({ attribution }: CitationFacts): Agent[] {
  return attribution.flatMap(({ by }) => (by.kind !== 'anonymous' && by.agent ? [by.agent] : []));
}

/** Text as it sorts everywhere, whatever the locale of the machine. */
export function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
