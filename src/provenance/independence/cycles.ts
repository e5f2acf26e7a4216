import { type Drawing, wayTo } from './drawing.js';
import { inOrder } from './claim-provenance.js';

/**
 * Sources that draw on one another in a circle: of each knot of such circles the shortest that goes
 * through its least id, which stands first; each source draws on the next one and the last on the first.
 * Sorted. What is on no circle is peeled off first, so that the cost is linear where there is none.
 *
 * @param sources to look at
 */
export function cyclesIn(drawing: Drawing, sources: readonly string[]): string[][] {
  const left = peeled(drawing, sources);
  const cycles: string[][] = [];
  const told = new Set<string>();
  for (const id of [...left].sort(inOrder)) {
    if (told.has(id)) continue;
    const cycle = shortestThrough(drawing, id);
    if (!cycle) continue;
    cycles.push(cycle);
    const around = drawing.reach([id]);
    for (const other of around.keys()) {
      if (left.has(other) && drawing.reach([other]).has(id)) told.add(other);
    }
  }
  return cycles;
}

function shortestThrough(drawing: Drawing, id: string): string[] | undefined {
  const reached = drawing.reach([id]);
  for (const other of reached.keys()) {
    if (!drawing.of(other).some(({ fromId }) => fromId === id)) continue;
    return [id, ...wayTo(reached, other).map(({ fromId }) => fromId)];
  }
  return undefined;
}

/** Without the sources that draw on none of the others that are left. */
function peeled(drawing: Drawing, sources: readonly string[]): Set<string> {
  const left = new Set(sources);
  const drawnBy = new Map<string, string[]>();
  const open = new Map<string, number>();
  for (const id of left) {
    const draws = drawing.of(id).filter(({ fromId }) => left.has(fromId));
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
