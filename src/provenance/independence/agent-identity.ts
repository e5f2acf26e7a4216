import type { Agent } from '../../../events/fields.js';
import { identifiersOf } from '../../../projections/provenance/agent-identifiers.js';
import { nameKey } from '../../../projections/name-key.js';
import { Groups } from './groups.js';

/** Descriptions that members took for those of one agent. */
export type Identification = readonly Agent[];

/** Tells which descriptions are of one agent. */
export interface AgentIdentity {
  /** The same for all descriptions of one agent, whatever the order they came in. */
  keyOf(agent: Agent): string;
  /** The same for a publisher and an agent that is taken for it. */
  keyOfPublisher(name: string): string;
}

/** Who speaks through the sources that citations lead to. */
export interface SourceVoices {
  readonly authors: readonly Agent[];
  readonly publishers: readonly string[];
  /** The publishers that speak in their own voice, as hops describe them; each has its publisher's name. */
  readonly ownVoices: readonly Agent[];
}

/**
 * Descriptions are of one agent where they share a `sameAs`, have the same name and affiliation and
 * no `sameAs`, or where an identification says so. One without `sameAs` is one with a `sameAs` only
 * where exactly one of those that the hops name, or that are identified with them, has both its name
 * and its affiliation. A publisher is an agent where it speaks in its own voice under its own name, or where an
 * identification names an organisation of that name. What stands in sources alone makes no name ambiguous, so that a reprint or a derivation
 * never sets two descriptions apart.
 *
 * @param spoken named by the hops of the claim's citations
 * @param identifications that hold; those that lead to nobody named here are left aside, so that what
 *   is read for other claims changes nothing
 */
export function identify(
  spoken: readonly Agent[],
  { authors, publishers, ownVoices }: SourceVoices,
  identifications: readonly Identification[],
): AgentIdentity {
  const groups = new Groups();
  for (const agent of spoken) groups.join(nodesOf(agent));
  for (const agent of ownVoices) groups.join([...nodesOf(agent), publisherNode(agent.name)]);
  const identified = joinedTo(groups, identifications).flat();
  for (const agent of authors) groups.join(nodesOf(agent));
  for (const name of publishers) groups.join([publisherNode(name)]);
  joinedTo(groups, identifications);
  joinNames(groups, [...spoken, ...identified], authors);
  return {
    keyOf: (agent) => groups.of(nodesOf(agent)[0]!),
    keyOfPublisher: (name) => groups.of(publisherNode(name)),
  };
}

/** What stands for a description: its pages, or where it has none its name and affiliation. */
function nodesOf(agent: Agent): string[] {
  const known = identifiersOf(agent);
  return (hasPages(agent) ? known.slice(0, -1) : known).map((identifier) => `agent:${identifier}`);
}

function publisherNode(name: string): string {
  return `publisher:${nameKey(name)}`;
}

/** An organisation's description in an identification stands for the publisher of its name as well. */
function nodesOfAll(identification: Identification): string[] {
  const organisations = identification.filter(
    ({ type, affiliation }) => type === 'organization' && affiliation === undefined,
  );
  return [
    ...identification.flatMap(nodesOf),
    ...organisations.map(({ name }) => publisherNode(name)),
  ];
}

/** Joins those that share a description, or a chain of identifications, with what is in view. */
function joinedTo(groups: Groups, identifications: readonly Identification[]): Identification[] {
  const reached: Identification[] = [];
  let waiting = [...identifications];
  for (let found = true; found;) {
    const [near, far] = split(waiting, (each) => nodesOfAll(each).some((n) => groups.has(n)));
    found = near.length > 0;
    for (const identification of near) groups.join(nodesOfAll(identification));
    reached.push(...near);
    waiting = far;
  }
  return reached;
}

/** A name without pages joins the one agent with pages that has it; never one of several. */
function joinNames(groups: Groups, inView: readonly Agent[], others: readonly Agent[]): void {
  const withPages = new Map<string, Set<string>>();
  for (const agent of inView.filter(hasPages)) {
    const name = nameNode(agent);
    const group = groups.of(nodesOf(agent)[0]!);
    withPages.set(name, (withPages.get(name) ?? new Set()).add(group));
  }
  const settled = new Set(
    [...inView, ...others].filter(hasPages).map((agent) => groups.of(nodesOf(agent)[0]!)),
  );
  const candidates = new Map<string, Set<string>>();
  for (const name of [...inView, ...others].filter((agent) => !hasPages(agent)).map(nameNode)) {
    const group = groups.of(name);
    if (settled.has(group)) continue;
    const found = candidates.get(group) ?? new Set();
    for (const other of withPages.get(name) ?? []) found.add(other);
    candidates.set(group, found);
  }
  for (const [group, found] of candidates) {
    const [only] = found;
    if (found.size === 1 && only !== undefined) groups.join([group, only]);
  }
}

function hasPages({ sameAs = [] }: Agent): boolean {
  return sameAs.length > 0;
}

function nameNode(agent: Agent): string {
  return `agent:${identifiersOf(agent).at(-1)!}`;
}

function split<T>(items: readonly T[], condition: (item: T) => boolean): [T[], T[]] {
  const yes: T[] = [];
  const no: T[] = [];
  for (const item of items) (condition(item) ? yes : no).push(item);
  return [yes, no];
}
