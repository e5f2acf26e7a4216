import type { Hop } from '../../../events/citation/citation-events.js';
import type { Agent } from '../../../events/fields.js';
import { nameKey } from '../../text/name-key.js';
import type { AgentIdentity } from '../independence/agent-identity.js';
import {
  namedSources,
  type CitationFacts,
  type ClaimProvenance,
} from '../independence/claim-provenance.js';
import { DerivationGraph } from '../independence/derivation-graph.js';
import { GraphBuilder, type ClaimGraph, type GraphBounds } from './graph-builder.js';

export interface ShownClaim {
  readonly id: string;
  readonly text: string;
  readonly withdrawn: boolean;
}

/**
 * Where a claim's words come from, as a graph. Edges go from what rests to what it rests on; only the
 * one from a citation to its claim goes the other way. First the claim, its citations and
 * their sources, then the sources behind them, nearest first, then who speaks: what the bounds cut off
 * is the farthest.
 */
export function claimGraph(
  claim: ShownClaim,
  provenance: ClaimProvenance,
  identity: AgentIdentity,
  bounds: GraphBounds,
): ClaimGraph {
  const graph = new GraphBuilder(bounds);
  const { id, text: label, withdrawn } = claim;
  graph.node({ id: `claim:${id}`, kind: 'claim', label, withdrawn });
  for (const citation of provenance.citations) {
    const from = `citation:${citation.id}`;
    const { stance, retracted } = citation;
    graph.node({ id: from, kind: 'citation', label: stance, retracted });
    graph.edge(from, `claim:${id}`, stance, 'the stance of the citation');
    graph.edge(from, `source:${citation.sourceId}`, 'cites', 'the citation is of this source');
  }
  addSources(graph, provenance, bounds.depth);
  for (const citation of provenance.citations) addHops(graph, citation, identity);
  for (const { id: sourceId, publisher, authors } of provenance.sources.values()) {
    if (!graph.has(`source:${sourceId}`)) continue;
    const from = `source:${sourceId}`;
    if (publisher !== null) {
      const to = identity.keyOfPublisher(publisher);
      graph.node({ id: to, kind: 'publisher', label: publisher });
      graph.edge(from, to, 'published-by', 'the source names its publisher');
      continue;
    }
    for (const author of authors) {
      const to = agentNode(graph, author, identity);
      graph.edge(from, to, 'written-by', 'the source names its author and no publisher');
    }
  }
  return graph.finished();
}

function addSources(graph: GraphBuilder, claim: ClaimProvenance, depth: number): void {
  const reached = new DerivationGraph(claim.derivations).reach(
    claim.citations.flatMap(namedSources),
  );
  const steps = new Map<string, number>();
  for (const [id, step] of reached) {
    steps.set(id, step ? steps.get(step.sourceId)! + 1 : 0);
    if (steps.get(id)! > depth) {
      graph.cut('depth');
      break;
    }
    const { title = id, withdrawn = false } = claim.sources.get(id) ?? {};
    graph.node({ id: `source:${id}`, kind: 'source', label: title, withdrawn });
  }
  for (const { id, sourceId, fromId, kind } of claim.derivations) {
    graph.edge(`source:${sourceId}`, `source:${fromId}`, kind, `derivation ${id}`);
  }
}

/** Adds the hops from the citation back to the origin, which is the first of them. */
function addHops(graph: GraphBuilder, citation: CitationFacts, identity: AgentIdentity): void {
  const { id, sourceId, attribution } = citation;
  const firstRead = attribution.find((hop) => hop.sourceId !== undefined)?.sourceId ?? sourceId;
  let before = `citation:${id}`;
  for (const [n, hop] of [...attribution.entries()].reverse()) {
    const reason = `hop ${n + 1} of ${attribution.length} of citation ${id}`;
    const at = hopNode(graph, hop, hop.sourceId ?? (n === 0 ? firstRead : sourceId), identity);
    graph.edge(before, at, hop.mode, reason);
    if (hop.sourceId !== undefined) graph.edge(at, `source:${hop.sourceId}`, 'in', reason);
    before = at;
  }
}

function hopNode(
  graph: GraphBuilder,
  { by }: Hop,
  readIn: string,
  identity: AgentIdentity,
): string {
  switch (by.kind) {
    case 'named':
      return agentNode(graph, by.agent, identity);
    case 'own-voice':
      return by.agent ? agentNode(graph, by.agent, identity) : `source:${readIn}`;
    case 'anonymous': {
      const id = `unknown:${readIn}:${nameKey(by.description)}`;
      graph.node({ id, kind: 'unknown', label: by.description });
      return id;
    }
  }
}

function agentNode(graph: GraphBuilder, agent: Agent, identity: AgentIdentity): string {
  const id = identity.keyOf(agent);
  const { name, affiliation } = agent;
  const label = affiliation === undefined ? name : `${name} (${affiliation})`;
  graph.node({ id, kind: 'agent', label });
  return id;
}
