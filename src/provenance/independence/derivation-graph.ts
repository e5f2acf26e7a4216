import type { DerivationKind } from '../../../events/source/source-events.js';
import { inOrder, namedSources, supports, type ClaimProvenance } from './claim-provenance.js';
import { speaksForItself } from './attributed.js';

/** One step from a source to one that it draws on; `hop` where a citation's hops say so, not a derivation. */
export interface Draw {
  readonly sourceId: string;
  readonly fromId: string;
  readonly kind: DerivationKind | 'hop';
}

/** What each source draws on, for one claim. */
export class DerivationGraph {
  private readonly byId = new Map<string, Draw[]>();

  constructor(draws: readonly Draw[]) {
    for (const draw of [...draws].sort(byEnds)) {
      const known = this.byId.get(draw.sourceId);
      if (known) known.push(draw);
      else this.byId.set(draw.sourceId, [draw]);
    }
  }

  /** Returns what a source draws on, in the order of the ids. */
  of(sourceId: string): readonly Draw[] {
    return this.byId.get(sourceId) ?? [];
  }

  /** Those that draw on something. */
  sources(): string[] {
    return [...this.byId.keys()];
  }

  /**
   * The sources that can be reached, nearest first, each with the step that led there; where it began
   * is the first, without a step. A source is not gone on from where `stops` says so.
   */
  reach(from: readonly string[], stops: (id: string) => boolean = () => false): Reached {
    const steps = new Map<string, Draw | undefined>();
    for (const id of from) steps.set(id, undefined);
    for (const id of steps.keys()) {
      if (steps.get(id) !== undefined && stops(id)) continue;
      for (const draw of this.of(id)) {
        if (!steps.has(draw.fromId)) steps.set(draw.fromId, draw);
      }
    }
    return steps;
  }
}

/** A map shows its entries in the order in which they were added, also while more are added. */
export type Reached = ReadonlyMap<string, Draw | undefined>;

/** The steps from where the reach began to one of its sources. */
export function pathTo(reached: Reached, sourceId: string): Draw[] {
  const way: Draw[] = [];
  for (let step = reached.get(sourceId); step; step = reached.get(step.sourceId)) way.push(step);
  return way.reverse();
}

/** Steps that are put together when somebody asks: all ways of a long chain are as long as its square. */
export class Way {
  static readonly NONE = new Way(0, () => []);

  constructor(
    /** How many steps it has. */
    readonly length: number,
    readonly steps: () => readonly Draw[],
  ) {}

  and(draw: Draw): Way {
    return new Way(this.length + 1, () => [...this.steps(), draw]);
  }
}

/** The ways to all sources of a reach. */
export function waysTo(reached: Reached): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  for (const [id, step] of reached) {
    // What leads to a source was reached before it.
    const length = step ? ways.get(step.sourceId)!.length + 1 : 0;
    ways.set(id, new Way(length, () => pathTo(reached, id)));
  }
  return ways;
}

/**
 * The derivations, and the hops of citations that name no origin: there the cited source draws on
 * those that the words came through.
 */
export function derivationGraphOf({ derivations, citations }: ClaimProvenance): DerivationGraph {
  const hops = citations
    .filter((citation) => supports(citation) && speaksForItself(citation))
    .flatMap((citation) =>
      namedSources(citation)
        .slice(1)
        .map((fromId) => ({ sourceId: citation.sourceId, fromId, kind: 'hop' as const })),
    );
  return new DerivationGraph([...derivations, ...hops]);
}

function byEnds(one: Draw, other: Draw): number {
  return (
    inOrder(one.sourceId, other.sourceId) ||
    inOrder(one.fromId, other.fromId) ||
    inOrder(one.kind, other.kind)
  );
}
