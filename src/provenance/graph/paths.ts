import type { DerivationKind } from '../../../events/source/source-events.js';
import {
  namedSources,
  type CitationFacts,
  type DerivationFacts,
} from '../independence/claim-provenance.js';
import { DerivationGraph, pathTo, type Reached } from '../independence/derivation-graph.js';

/** How one comes to a source: it is cited, a hop names it, or the source before draws on it. */
export interface PathStep {
  readonly kind: 'cited' | 'hop' | DerivationKind;
  readonly sourceId: string;
}

/** The shortest paths from citations to any of some sources. */
export class PathsTo {
  private readonly reached: Reached;
  private readonly steps = new Map<string, number>();

  /** @param derivations at least those that lead to the targets */
  constructor(targets: readonly string[], derivations: readonly DerivationFacts[]) {
    // From the targets down to all that draws on them.
    const down = derivations.map(({ sourceId, fromId, kind }) => ({
      sourceId: fromId,
      fromId: sourceId,
      kind,
    }));
    this.reached = new DerivationGraph(down).reach(targets);
    for (const [id, step] of this.reached) {
      this.steps.set(id, step ? this.steps.get(step.sourceId)! + 1 : 0);
    }
  }

  /** Undefined where none of the sources that the citation names leads there; the cited one goes first. */
  from(citation: CitationFacts): PathStep[] | undefined {
    let start: string | undefined;
    let least = Infinity;
    for (const id of namedSources(citation)) {
      const steps = this.steps.get(id) ?? Infinity;
      if (steps < least) [start, least] = [id, steps];
    }
    if (start === undefined) return undefined;
    const first = start === citation.sourceId ? ('cited' as const) : ('hop' as const);
    const rest = pathTo(this.reached, start)
      .reverse()
      .flatMap(({ kind, sourceId }) => (kind === 'hop' ? [] : [{ kind, sourceId }]));
    return [{ kind: first, sourceId: start }, ...rest];
  }
}
