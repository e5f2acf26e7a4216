export const NODE_KINDS = ['claim', 'citation', 'source', 'agent', 'publisher', 'unknown'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

export interface GraphNode {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string;
  /** Whether a claim or a source was withdrawn. */
  readonly withdrawn: boolean;
  /** Whether a citation was retracted. */
  readonly retracted: boolean;
}

export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** A stance, the mode of a hop, the kind of a derivation, or `cites`, `in`, `published-by`, `written-by`. */
  readonly kind: string;
  readonly reason: string;
}

export interface GraphBounds {
  /** Steps of derivations behind the sources that the citations name. */
  readonly depth: number;
  /** Nodes. */
  readonly limit: number;
}

/** `rows`: the claim has more citations or derivations than are read for it. */
export const CUT_REASONS = ['depth', 'nodes', 'rows'] as const;
export type CutReason = (typeof CUT_REASONS)[number];

export interface ClaimGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  /** Why there is less than there could be. */
  readonly cuts: readonly CutReason[];
}

type NewNode = Pick<GraphNode, 'id' | 'kind' | 'label'> & Partial<GraphNode>;

/** Each node once, by its id, as it was first described; each edge once, with the first reason. */
export class GraphBuilder {
  private readonly nodes = new Map<string, GraphNode>();
  private readonly edges = new Map<string, GraphEdge>();
  private readonly cuts = new Set<CutReason>();

  constructor(private readonly bounds: GraphBounds) {}

  has(id: string): boolean {
    return this.nodes.has(id);
  }

  node(described: NewNode): void {
    if (this.nodes.has(described.id)) return;
    if (this.nodes.size >= this.bounds.limit) this.cut('nodes');
    else this.nodes.set(described.id, { withdrawn: false, retracted: false, ...described });
  }

  /** Shown where both its ends are. */
  edge(from: string, to: string, kind: string, reason: string): void {
    const key = JSON.stringify([from, to, kind]);
    if (!this.edges.has(key)) this.edges.set(key, { from, to, kind, reason });
  }

  cut(reason: CutReason): void {
    this.cuts.add(reason);
  }

  finished(): ClaimGraph {
    const edges = [...this.edges.values()].filter(({ from, to }) => this.has(from) && this.has(to));
    return { nodes: [...this.nodes.values()], edges, cuts: [...this.cuts] };
  }
}
