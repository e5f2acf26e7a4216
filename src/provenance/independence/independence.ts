import { cyclesIn } from './cycles.js';
import { inOrder, type ClaimProvenance } from './claim-provenance.js';
import { Groups } from './groups.js';
import { originSets, type Found, type OriginKind, type OriginSet } from './origin-sets.js';
import { reasonFor, type Reason } from './reasons.js';
import { packDisjoint, type Packing } from './set-packing.js';

export interface Origin {
  readonly kind: OriginKind;
  readonly name: string;
  /** The source that speaks for itself; null where hops name the origin. */
  readonly sourceId: string | null;
}

export interface OriginGroup {
  readonly origin: Origin;
  /** Where one citation draws on several that no other one tells apart. */
  readonly alsoFrom: readonly Origin[];
  /** All that share an origin with the group; one that draws on several groups is in each. */
  readonly citations: readonly string[];
  readonly reasons: readonly Reason[];
}

export interface Independence {
  /** How many origins that are known stand behind the claim, none of which shares anything with another. */
  readonly known: number;
  /** How many more nobody knows, each of which may be one of the known. */
  readonly unknown: number;
  /** False where the search was given up: `known` is then what was found, and may be more. */
  readonly exact: boolean;
  /** The known ones first; as many as `known` and `unknown` together. */
  readonly groups: readonly OriginGroup[];
  /** Sources that draw on one another in a circle; the last draws on the first. */
  readonly cycles: readonly (readonly string[])[];
}

/**
 * How many independent origins stand behind a claim. Every citation that counts has a set of origins
 * ({@link originSets}); `known` is the most citations of which no two share an origin
 * ({@link packDisjoint}), those left aside that draw on an unknown one. Hence
 *
 * - a reprint never raises it: its set holds that of the citation of what it reprints;
 * - the order of what is given makes no difference;
 * - taking a derivation away never lowers it: sets only lose origins.
 *
 * See docs/decisions/0014-independent-origins.md.
 */
export function independence(claim: ClaimProvenance): Independence {
  const { sets, graph } = originSets(claim);
  const byId = new Map(sets.map((set) => [set.citation.id, set]));
  const { chosen, exact } = packed(sets);
  const cores = chosen.map(({ id }) => byId.get(id)!.origins);
  const unknown = unknownCores(sets, cores);
  const cited = claim.citations.map(({ sourceId }) => sourceId);
  return {
    known: cores.length,
    unknown: unknown.length,
    exact,
    groups: groupsOf([...cores, ...unknown], sets, claim),
    cycles: cyclesIn(graph, [...graph.reach(cited).keys()]),
  };
}

/** Whether citations count, and no two of them are known to be independent: `known` is 0 or 1. */
export function isOfSingleOrigin(claim: ClaimProvenance): boolean {
  const { sets } = originSets(claim);
  return sets.length > 0 && packed(sets).chosen.length <= 1;
}

function packed(sets: readonly OriginSet[]): Packing {
  return packDisjoint(
    sets
      .filter(({ hasUnknown }) => !hasUnknown)
      .map(({ citation, origins }) => ({ id: citation.id, tokens: new Set(origins.keys()) })),
  );
}

type Core = ReadonlyMap<string, Found>;

/** Groups the sets with an unknown origin that share nothing with a known group by what they share. */
function unknownCores(sets: readonly OriginSet[], known: readonly Core[]): Core[] {
  const taken = new Set(known.flatMap((core) => [...core.keys()]));
  const apart = sets.filter(
    ({ hasUnknown, origins }) => hasUnknown && ![...origins.keys()].some((t) => taken.has(t)),
  );
  const groups = new Groups();
  for (const { origins } of apart) groups.join([...origins.keys()]);
  const cores = new Map<string, Map<string, Found>>();
  for (const { origins } of apart) {
    for (const [token, found] of origins) {
      const group = groups.of(token);
      const core = cores.get(group) ?? new Map<string, Found>();
      if (!core.has(token)) core.set(token, found);
      cores.set(group, core);
    }
  }
  return [...cores.values()];
}

function groupsOf(
  cores: readonly Core[],
  sets: readonly OriginSet[],
  claim: ClaimProvenance,
): OriginGroup[] {
  const members = new Map<string, OriginSet[]>();
  for (const set of sets) {
    for (const token of set.origins.keys()) {
      const known = members.get(token);
      if (known) known.push(set);
      else members.set(token, [set]);
    }
  }
  return cores.map((core) => {
    const [origin, ...alsoFrom] = namesOf(core);
    const ids = new Map<string, OriginSet>();
    for (const token of core.keys()) {
      for (const set of members.get(token) ?? []) ids.set(set.citation.id, set);
    }
    const inGroup = [...ids.values()].sort((a, b) => inOrder(a.citation.id, b.citation.id));
    return {
      origin: origin!,
      alsoFrom,
      citations: inGroup.map(({ citation }) => citation.id),
      reasons: inGroup.map((set) => reasonFor(set, core, claim)),
    };
  });
}

const KINDS: readonly OriginKind[] = ['unknown', 'agent', 'publisher', 'source'];

/** Returns the origins at the root; for a circle, which has no root, all that are in it. Each once. */
function namesOf(core: Core): Origin[] {
  const all = [...core.values()];
  const roots = all.filter(({ root }) => root);
  const named = roots.length > 0 ? roots : all;
  const sorted = [...named].sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind) || inOrder(a.token, b.token),
  );
  const unique = new Map(sorted.map((found) => [`${found.kind} ${found.name}`, found]));
  return [...unique.values()].map(({ kind, name, sourceId }) => ({
    kind,
    name,
    sourceId: sourceId ?? null,
  }));
}
