import { digraph, toDot } from 'ts-graphviz';
import Type from 'typebox';

import type { GraphNode, NodeKind } from './graph-builder.js';

/** The media type is registered with IANA for the DOT language. */
export const DOT = {
  format: 'dot',
  mediaType: 'text/vnd.graphviz',
  contentType: 'text/vnd.graphviz; charset=utf-8',
  isSaved: false,
  schema: Type.String(),
} as const;

const SHAPES: Record<NodeKind, string> = {
  claim: 'doubleoctagon',
  citation: 'note',
  source: 'box',
  agent: 'ellipse',
  publisher: 'house',
  unknown: 'diamond',
};

export interface DotGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly { readonly from: string; readonly to: string; readonly kind: string }[];
  /** Shown below the graph. */
  readonly caption: string;
}

/** The graph in the DOT language (https://graphviz.org/doc/info/lang.html). */
export function dotOf({ nodes, edges, caption }: DotGraph): string {
  const graph = digraph('provenance', { rankdir: 'LR', label: plain(caption) });
  // An id with a colon in it would be one with a port.
  const names = new Map(nodes.map(({ id }, n) => [id, `n${n}`]));
  for (const { id, kind, label, withdrawn, retracted } of nodes) {
    const state = withdrawn ? ', withdrawn' : retracted ? ', retracted' : '';
    graph.createNode(names.get(id)!, {
      // What stands before the label keeps it from being taken for HTML, which begins with `<`.
      label: plain(`${kind}${state}: ${label}`),
      shape: SHAPES[kind],
      ...((withdrawn || retracted) && { style: 'dashed' }),
    });
  }
  for (const { from, to, kind } of edges) {
    graph.createEdge([names.get(from)!, names.get(to)!], { label: plain(kind) });
  }
  return toDot(graph);
}

/**
 * Backslashes begin escapes (`\\N` is the node's name). The library escapes a quotation mark unless a
 * backslash stands before it, so that both are escaped here.
 */
function plain(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').replaceAll(/["\\]/g, '\\$&');
}
