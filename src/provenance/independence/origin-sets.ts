import { nameKey } from '../../text/name-key.js';
import type { Agent } from '../../../events/fields.js';
import { identify, type AgentIdentity } from './agent-identity.js';
import { spoken } from './attributed.js';
import {
  agentsIn,
  inOrder,
  namedSources,
  supports,
  type CitationFacts,
  type ClaimProvenance,
  type SourceFacts,
} from './claim-provenance.js';
import { derivationGraphOf, waysTo, Way, type DerivationGraph } from './derivation-graph.js';

export type OriginKind = 'agent' | 'publisher' | 'source' | 'unknown';

/** One of the origins of a citation, and how it was found. */
export interface Found {
  /** What makes two origins the same. */
  readonly token: string;
  readonly kind: OriginKind;
  readonly name: string;
  /** The way from the cited source; empty where the citation's own hops or source say it. */
  readonly way: Way;
  /** The citation whose first hop names the origin: this one, or one of a source on the way. */
  readonly toldBy: CitationFacts | undefined;
  /** The source that speaks for itself; undefined where a hop names the origin. */
  readonly sourceId: string | undefined;
  /** Whether nothing lies behind it: a source that draws on others is only on the way. */
  readonly root: boolean;
}

export interface OriginSet {
  readonly citation: CitationFacts;
  /** The origins by token, each with the nearest way to it. */
  readonly origins: ReadonlyMap<string, Found>;
  readonly hasUnknown: boolean;
}

export interface OriginSets {
  /** The sets of the citations that count, by id. */
  readonly sets: readonly OriginSet[];
  readonly graph: DerivationGraph;
}

/**
 * Who may stand behind each citation that counts. Where hops name the origin it is that; else it is
 * the cited source itself, and everything that it draws on: a source that is cited for this claim gives
 * the origins of those citations, another one its own and those behind it. So a derivation that is
 * taken away only takes origins out of a set. One walk of the derivations for each cited source.
 */
export function originSets(claim: ClaimProvenance): OriginSets {
  const graph = derivationGraphOf(claim);
  const tracer = new Tracer(claim, graph);
  const sets = claim.citations
    .filter((citation) => supports(citation) && !restsOnWithdrawn(citation, claim))
    .sort((a, b) => inOrder(a.id, b.id))
    .map((citation) => setOf(citation, tracer.originsOf(citation)));
  return { sets, graph };
}

/** Who is who among all that the hops of supporting citations, and the sources behind them, name. */
export function identityIn(
  claim: ClaimProvenance,
  graph = derivationGraphOf(claim),
): AgentIdentity {
  const supporting = claim.citations.filter(supports);
  const near = [...graph.reach(supporting.map(({ sourceId }) => sourceId)).keys()];
  const sources = near.flatMap((id) => claim.sources.get(id) ?? []);
  const authors = sources.flatMap((source) => source.authors);
  const publishers = sources.flatMap(({ publisher }) => publisher ?? []);
  const ownVoices = supporting.flatMap((citation) => ownVoiceOf(citation, claim) ?? []);
  const voices = { authors, publishers, ownVoices };
  return identify(supporting.flatMap(agentsIn), voices, claim.identifications);
}

/** The agent that a first hop names for the own voice of a source whose publisher has that name. */
function ownVoiceOf(
  { attribution: [first], sourceId }: CitationFacts,
  { sources }: ClaimProvenance,
): Agent | undefined {
  if (first?.by.kind !== 'own-voice' || !first.by.agent) return undefined;
  const { agent } = first.by;
  const isOwn = [first.sourceId, sourceId].some((id) => {
    const publisher = id === undefined ? undefined : sources.get(id)?.publisher;
    return typeof publisher === 'string' && nameKey(publisher) === nameKey(agent.name);
  });
  return isOwn ? agent : undefined;
}

function setOf(citation: CitationFacts, found: readonly Found[]): OriginSet {
  const origins = new Map<string, Found>();
  for (const origin of found) if (!origins.has(origin.token)) origins.set(origin.token, origin);
  const hasUnknown = found.some(({ kind }) => kind === 'unknown');
  return { citation, origins, hasUnknown };
}

/** The cited source or one that a hop names is withdrawn; what these draw on does not matter here. */
function restsOnWithdrawn(citation: CitationFacts, { sources }: ClaimProvenance): boolean {
  return namedSources(citation).some((id) => sources.get(id)?.withdrawn);
}

class Tracer {
  private readonly identity: AgentIdentity;
  /** The citations that name the origin of what a source says, also where the source is withdrawn. */
  private readonly telling = new Map<string, CitationFacts[]>();
  /** The sources that a citation lets speak for themselves. */
  private readonly speaking = new Set<string>();
  private readonly walks = new Map<string, readonly Found[]>();

  constructor(
    private readonly claim: ClaimProvenance,
    private readonly graph: DerivationGraph,
  ) {
    const supporting = claim.citations.filter(supports).sort((a, b) => inOrder(a.id, b.id));
    for (const citation of supporting) {
      const origin = spoken(citation);
      if (origin.by === 'source') {
        this.speaking.add(citation.sourceId);
        continue;
      }
      const known = this.telling.get(citation.sourceId) ?? [];
      this.telling.set(citation.sourceId, [...known, citation]);
    }
    this.identity = identityIn(claim, graph);
  }

  originsOf(citation: CitationFacts): readonly Found[] {
    const own = this.told(citation, Way.NONE);
    return own.length > 0 ? own : this.walkFrom(citation.sourceId);
  }

  private walkFrom(start: string): readonly Found[] {
    const known = this.walks.get(start);
    if (known) return known;
    const reached = this.graph.reach([start], (id) => this.isTold(id));
    const ways = waysTo(reached);
    const found: Found[] = [];
    for (const [id, step] of reached) {
      const way = ways.get(id)!;
      if (!step || !this.isTold(id)) found.push(...this.ownOf(id, way));
      if (step) found.push(...this.toldOf(id, way));
    }
    // A circle that leads back to where it began: others may tell the origin of what this source says.
    const back = [...reached.keys()]
      .filter((id) => id === start || !this.isTold(id))
      .flatMap((id) => this.graph.of(id).filter(({ fromId }) => fromId === start))[0];
    if (back) found.push(...this.toldOf(start, ways.get(back.sourceId)!.and(back)));
    this.walks.set(start, found);
    return found;
  }

  /** Whether the origin of what it says is known by citations alone, so that nothing is to be sought behind it. */
  private isTold(sourceId: string): boolean {
    return this.telling.has(sourceId) && !this.speaking.has(sourceId);
  }

  private toldOf(sourceId: string, way: Way): Found[] {
    return (this.telling.get(sourceId) ?? []).flatMap((citation) => this.told(citation, way));
  }

  /** What the first hop of a citation names; nothing where its source speaks for itself. */
  private told(citation: CitationFacts, way: Way): Found[] {
    const origin = spoken(citation);
    const about = { way, toldBy: citation, sourceId: undefined, root: true };
    switch (origin.by) {
      case 'source':
        return [];
      case 'agent':
        return [{ ...about, ...this.agent(origin.agent) }];
      case 'nobody-named': {
        const named = citation.attribution.find((hop) => hop.sourceId !== undefined)?.sourceId;
        // A reprint repeats the same unnamed source: it is known by the description and where it was read.
        const readIn = this.graph.reach([named ?? citation.sourceId]).keys();
        const description = nameKey(origin.description);
        return [...readIn].map((id) => ({
          ...about,
          kind: 'unknown',
          token: `unknown:${id}:${description}`,
          name: origin.description,
        }));
      }
    }
  }

  /** A source speaks with the voice of its publisher, or of its authors where none is known. */
  private ownOf(id: string, way: Way): Found[] {
    const source: SourceFacts | undefined = this.claim.sources.get(id);
    const root = this.graph.of(id).length === 0;
    const about = { way, toldBy: undefined, sourceId: id, root };
    if (!source) return [{ ...about, kind: 'source', token: `source:${id}`, name: id }];
    const { publisher, authors, title } = source;
    if (publisher !== null) {
      const token = this.identity.keyOfPublisher(publisher);
      return [{ ...about, kind: 'publisher', token, name: publisher }];
    }
    if (authors.length > 0) return authors.map((agent) => ({ ...about, ...this.agent(agent) }));
    return [{ ...about, kind: 'source', token: `source:${id}`, name: title }];
  }

  private agent(agent: Agent): { kind: 'agent'; token: string; name: string } {
    return { kind: 'agent', token: this.identity.keyOf(agent), name: agent.name };
  }
}
