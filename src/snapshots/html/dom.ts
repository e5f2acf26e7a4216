/** What of the DOM is needed; linkedom's own types ask for those of a browser. */
export interface HtmlNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly firstChild: HtmlNode | null;
  readonly lastChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
  readonly previousSibling: HtmlNode | null;
  readonly parentNode: HtmlNode | null;
  /** The characters of a text node. */
  data?: string;
  getAttribute?(name: string): string | null;
  hasAttribute?(name: string): boolean;
  setAttribute?(name: string, value: string): void;
  appendChild(node: HtmlNode): HtmlNode;
  insertBefore(node: HtmlNode, before: HtmlNode | null): HtmlNode;
  cloneNode(isDeep: boolean): HtmlNode;
  remove?(): void;
}

export const ELEMENT = 1;
export const TEXT = 3;

/** Lower case also for elements of SVG, some of whose names are not. */
export function nameOf(node: HtmlNode): string {
  return node.nodeType === ELEMENT ? (node.localName ?? '').toLowerCase() : '';
}

export function attributeOf(node: HtmlNode, name: string): string | undefined {
  return node.getAttribute?.(name) ?? undefined;
}

export interface Step {
  readonly node: HtmlNode;
  readonly leaving: boolean;
}

/**
 * Every node on the way in and on the way out. No recursion: pages nest as deeply as they like.
 *
 * @param enters is asked once of each node; one that is not entered is left out with all that is in it
 */
export function* walked(
  root: HtmlNode,
  enters: (node: HtmlNode) => boolean = () => true,
): Generator<Step> {
  let node: HtmlNode = root;
  for (;;) {
    const entered = enters(node);
    if (entered) yield { node, leaving: false };
    if (entered && node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (entered) yield { node, leaving: true };
    while (node !== root && !node.nextSibling && node.parentNode) {
      node = node.parentNode;
      yield { node, leaving: true };
    }
    if (node === root || !node.nextSibling) return;
    node = node.nextSibling;
  }
}

/** How many elements there are, and how deeply they nest. */
export function sizeOf(root: HtmlNode): { readonly elements: number; readonly depth: number } {
  let elements = 0;
  let open = 0;
  let depth = 0;
  for (const { node, leaving } of walked(root)) {
    if (node.nodeType !== ELEMENT) continue;
    open += leaving ? -1 : 1;
    if (leaving) continue;
    elements += 1;
    depth = Math.max(depth, open);
  }
  return { elements, depth };
}
