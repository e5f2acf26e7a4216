import { inOrder } from './claim-provenance.js';
import { Groups } from './groups.js';

/** A citation's origins. */
export interface Candidate {
  readonly id: string;
  readonly tokens: ReadonlySet<string>;
}

export interface Packing {
  /** Disjoint sets; as many as there can be where the search was exact. */
  readonly chosen: readonly Candidate[];
  /** False where the search was given up: there may be more. */
  readonly exact: boolean;
}

/** Comparisons of two sets: what the search may cost, whatever it is given. */
const BUDGET = 200_000;

/**
 * The most sets of which no two share a token (maximum set packing). Sets that hold another one are
 * left out first, which loses nothing: whoever takes them may as well take that one. What is left
 * falls into parts that share no token; each is searched by branch and bound. That is exponential
 * in the worst case, so the search has a budget, and says so where it ends there with what it found.
 * The order of the candidates makes no difference.
 *
 * A set that is added, or that loses a token, never makes the most fewer; a set that holds another
 * one never makes it more.
 */
export function packDisjoint(candidates: readonly Candidate[], budget = BUDGET): Packing {
  const search = { left: budget };
  const sets = candidates.map(({ id, tokens }) => ({ id, tokens: [...tokens].sort(inOrder) }));
  const chosen = parts(minimal(sets, search)).flatMap((part) => packPart(part, search));
  const ids = new Set(chosen.map(({ id }) => id));
  return {
    chosen: candidates.filter(({ id }) => ids.has(id)).sort((a, b) => inOrder(a.id, b.id)),
    exact: search.left > 0,
  };
}

interface SortedSet {
  readonly id: string;
  readonly tokens: readonly string[];
}

interface Search {
  /** Comparisons that may still be made. */
  left: number;
}

/** Drops the sets that hold another one; of equal ones the least id stays. Smallest first. */
function minimal(sets: readonly SortedSet[], search: Search): SortedSet[] {
  const sorted = [...sets].sort((a, b) => a.tokens.length - b.tokens.length || inOrder(a.id, b.id));
  const kept: SortedSet[] = [];
  /** The kept sets by one token of each, which a set that holds it must have, too. */
  const byToken = new Map<string, SortedSet[]>();
  for (const set of sorted) {
    const near = set.tokens.flatMap((token) => byToken.get(token) ?? []);
    if (near.some((other) => holds(set, other, search))) continue;
    kept.push(set);
    const [token = ''] = set.tokens;
    byToken.set(token, [...(byToken.get(token) ?? []), set]);
  }
  return kept;
}

function holds(set: SortedSet, other: SortedSet, search: Search): boolean {
  if (search.left <= 0) return false;
  search.left -= 1;
  return other.tokens.every((token) => set.tokens.includes(token));
}

/** The sets of each part, smallest first; no two parts share a token. */
function parts(sets: readonly SortedSet[]): SortedSet[][] {
  const groups = new Groups();
  for (const { tokens } of sets) groups.join(tokens);
  const byGroup = new Map<string, SortedSet[]>();
  for (const set of sets) {
    const group = groups.of(set.tokens[0] ?? '');
    byGroup.set(group, [...(byGroup.get(group) ?? []), set]);
  }
  return [...byGroup.values()];
}

function packPart(part: readonly SortedSet[], search: Search): SortedSet[] {
  const shared = mostShared(part);
  let best: SortedSet[] = [];
  const branch = (chosen: SortedSet[], open: readonly SortedSet[]): void => {
    for (let n = 0; n < open.length; n += 1) {
      if (chosen.length + atMost(open.slice(n), shared) <= best.length) return;
      if (search.left <= 0 && best.length > 0) return;
      const next = open[n]!;
      search.left -= open.length - n;
      branch(
        [...chosen, next],
        open.slice(n + 1).filter((other) => disjoint(next, other)),
      );
    }
    if (chosen.length > best.length) best = chosen;
  };
  branch([], part);
  return best;
}

/** Counts the sets that can be taken at most: only one of those that hold the token can. */
function atMost(sets: readonly SortedSet[], shared: string): number {
  const without = sets.filter(({ tokens }) => !tokens.includes(shared)).length;
  return without < sets.length ? without + 1 : without;
}

/** The token that the most sets hold; the least of several. */
function mostShared(sets: readonly SortedSet[]): string {
  const counts = new Map<string, number>();
  for (const { tokens } of sets) {
    for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, n], [b, m]) => m - n || inOrder(a, b));
  return sorted[0]?.[0] ?? '';
}

function disjoint(one: SortedSet, other: SortedSet): boolean {
  return !one.tokens.some((token) => other.tokens.includes(token));
}
