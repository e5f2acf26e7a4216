import { type DerivationGraph, pathTo } from './derivation-graph.js';
import { inOrder } from './claim-provenance.js';

/**
 * Sources that draw on one another in a circle: of each knot of such circles the shortest that goes
 * through its least id, which stands first; each source draws on the next one and the last on the first.
 * Sorted. What is on no circle is peeled off first, so that the cost is linear where there is none.
 *
 * @param sources to look at
 */
export function cyclesIn(graph: DerivationGraph, sources: readonly string[]): string[][] {
  const left = peeled(graph, sources);
  const cycles: string[][] = [];
  const told = new Set<string>();
  for (const id of [...left].sort(inOrder)) {
    if (told.has(id)) continue;
    const cycle = shortestThrough(graph, id);
    if (!cycle) continue;
    cycles.push(cycle);
    const around = graph.reach([id]);
    for (const other of around.keys()) {
      if (left.has(other) && graph.reach([other]).has(id)) told.add(other);
    }
  }
  return cycles;
}

function shortestThrough(graph: DerivationGraph, id: string): string[] | undefined {
  const reached = graph.reach([id]);
  for (const other of reached.keys()) {
    if (!graph.of(other).some(({ fromId }) => fromId === id)) continue;
    return [id, ...pathTo(reached, other).map(({ fromId }) => fromId)];
  }
  return undefined;
}

/** Takes out, again and again, the sources that draw on none of those that are left. */
function peeled(graph: DerivationGraph, sources: readonly string[]): Set<string> {
  const left = new Set(sources);
  const drawnBy = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const id of left) {
    const draws = graph.of(id).filter(({ fromId }) => left.has(fromId));
    open.set(id, draws.length);
    for (const { fromId } of draws) drawnBy.set(fromId, [...(drawnBy.get(fromId) ?? []), id]);
  }
  const ends = [...left].filter((id) => open.get(id) === 0);
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    left.delete(end);
    for (const id of drawnBy.get(end) ?? []) {
      const draws = open.get(id)! - 1;
      open.set(id, draws);
      if (draws === 0) ends.push(id);
    }
  }
  return left;
}
