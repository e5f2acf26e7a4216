import type { Agent } from '../../../events/fields.js';
import { identifiersOf } from '../../../projections/provenance/agent-identifiers.js';
import { nameKey } from '../../text/name-key.js';
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
 * identification names an organization of that name. What stands in sources alone makes no name ambiguous, so that a reprint or a derivation
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
  const identified = identifiedAgents(identifications);
  const groups = new Groups();
  for (const agent of spoken) groups.join(nodesOf(agent));
  for (const agent of ownVoices) groups.join([...nodesOf(agent), publisherNode(agent.name)]);
  const reached = identified.joinTo(groups);
  for (const agent of authors) groups.join(nodesOf(agent));
  for (const name of publishers) groups.join([publisherNode(name)]);
  identified.joinTo(groups);
  joinNames(groups, [namesOf(spoken), ...reached], namesOf(authors));
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

/** An organization's description in an identification stands for the publisher of its name as well. */
function nodesOfAll(identification: Identification): string[] {
  const organizations = identification.filter(
    ({ type, affiliation }) => type === 'organization' && affiliation === undefined,
  );
  return [
    ...identification.flatMap(nodesOf),
    ...organizations.map(({ name }) => publisherNode(name)),
  ];
}

/** A name, and a node of the description that has it. */
type NameAt = readonly [name: string, node: string];

/** The names of some descriptions: of those that have pages, and of those that the name alone stands for. */
interface Names {
  readonly paged: readonly NameAt[];
  readonly pageless: readonly NameAt[];
}

function namesOf(agents: readonly Agent[]): Names {
  const paged = agents.filter(hasPages);
  const pageless = agents.filter((agent) => !hasPages(agent));
  return { paged: paged.map(nameAt), pageless: pageless.map(nameAt) };
}

function nameAt(agent: Agent): NameAt {
  return [nameNode(agent), nodesOf(agent)[0]!];
}

/** Identifications that hang together: all of them speak of one agent. */
class Component implements Names {
  private readonly names = { paged: new Set<string>(), pageless: new Set<string>() };

  /** @param least the least node of all, which stands for the component */
  constructor(readonly least: string) {}

  add({ paged, pageless }: Names): void {
    for (const [name] of paged) this.names.paged.add(name);
    for (const [name] of pageless) this.names.pageless.add(name);
  }

  get paged(): NameAt[] {
    return [...this.names.paged].map((name) => [name, this.least]);
  }

  get pageless(): NameAt[] {
    return [...this.names.pageless].map((name) => [name, this.least]);
  }
}

/** Which descriptions identifications hold together, over any chain of them. */
class IdentifiedAgents {
  private readonly groups = new Groups();
  private readonly components = new Map<string, Component>();

  constructor(identifications: readonly Identification[]) {
    for (const identification of identifications) this.groups.join(nodesOfAll(identification));
    for (const identification of identifications) {
      const least = this.groups.of(nodesOf(identification[0]!)[0]!);
      const component = this.components.get(least) ?? new Component(least);
      this.components.set(least, component);
      component.add(namesOf(identification));
    }
  }

  /** Joins what identifications hold together with those of them that are in view. @returns what was reached */
  joinTo(groups: Groups): Set<Component> {
    const reached = new Set<Component>();
    for (const node of groups.names()) {
      const component = this.groups.has(node) && this.components.get(this.groups.of(node));
      if (!component) continue;
      groups.join([node, component.least]);
      reached.add(component);
    }
    return reached;
  }
}

/** A page of claims shares its identifications, which are put together once. */
const known = new WeakMap<readonly Identification[], IdentifiedAgents>();

function identifiedAgents(identifications: readonly Identification[]): IdentifiedAgents {
  const found = known.get(identifications) ?? new IdentifiedAgents(identifications);
  known.set(identifications, found);
  return found;
}

/** A name without pages joins the one agent with pages that has it; never one of several. */
function joinNames(groups: Groups, inView: readonly Names[], others: Names): void {
  const withPages = new Map<string, Set<string>>();
  for (const [name, node] of inView.flatMap(({ paged }) => paged)) {
    withPages.set(name, (withPages.get(name) ?? new Set()).add(groups.of(node)));
  }
  const all = [...inView, others];
  const settled = new Set(all.flatMap(({ paged }) => paged).map(([, node]) => groups.of(node)));
  const candidates = new Map<string, Set<string>>();
  for (const [name, node] of all.flatMap(({ pageless }) => pageless)) {
    const group = groups.of(node);
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
