import { parseHTML } from 'linkedom';
import { Parser, type Token, type TreeAdapter, type TreeAdapterTypeMap, html } from 'parse5';

import { nameOf, TEXT, type HtmlNode } from './dom.js';

/** linkedom's document, as far as it is needed. */
export interface HtmlDocument extends HtmlNode {
  createElement(name: string): HtmlNode;
  createElementNS(namespace: string, name: string): HtmlNode;
  createTextNode(data: string): HtmlNode;
  createComment(data: string): HtmlNode;
  createDocumentFragment(): HtmlNode;
}

export interface Page {
  readonly document: HtmlDocument;
  readonly root: HtmlNode;
  readonly body: HtmlNode;
}

/** For each tag the parser may look at all elements that are open: their numbers are added up. */
const MOST_STEPS = 3_000_000_000;

/** Formatting elements that stay open are made anew in every paragraph (HTML 13.2.4.3), as many times. */
const MOST_MADE_ANEW = 100_000;

/** What would take more work to build than a page's size allows. */
export class PageTooEntangledError extends Error {
  constructor() {
    super('The page nests too many elements into one another.');
  }
}

type Nodes = TreeAdapterTypeMap<
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlDocument,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode,
  HtmlNode
>;

/** Refuses what takes time that grows with the square of its size. */
class BoundedParser extends Parser<Nodes> {
  private steps = 0;

  override onStartTag(token: Token.TagToken): void {
    (this.treeAdapter as TreeOfLinkedom).allowed += 4;
    this.count();
    super.onStartTag(token);
  }

  override onEndTag(token: Token.TagToken): void {
    this.count();
    super.onEndTag(token);
  }

  private count(): void {
    this.steps += this.openElements.stackTop + 1;
    if (this.steps > MOST_STEPS) throw new PageTooEntangledError();
  }
}

/**
 * The page as the HTML standard's tree builder reads it (13.2.6), in a DOM that Readability can work on.
 * Scripts count as enabled, so that the contents of `noscript` are none of the page.
 *
 * @throws PageTooEntangledError
 */
export function pageOf(source: string): Page {
  const document = BoundedParser.parse<Nodes>(source, { treeAdapter: treeOfLinkedom() });
  let root = document.firstChild;
  while (root && nameOf(root) !== 'html') root = root.nextSibling;
  let body = root?.firstChild ?? null;
  while (body && nameOf(body) !== 'body') body = body.nextSibling;
  if (!root) throw new Error('The tree builder made no root.');
  // A set of frames has none, and shows nothing of its own.
  return { document, root, body: body ?? document.createElement('body') };
}

interface TreeOfLinkedom extends TreeAdapter<Nodes> {
  /** How many elements may still be made. */
  allowed: number;
}

function treeOfLinkedom(): TreeOfLinkedom {
  const { document } = (parseHTML as (html: string) => { readonly document: HtmlDocument })('');
  const namespaces = new WeakMap<HtmlNode, html.NS>();
  const templates = new WeakMap<HtmlNode, HtmlNode>();
  let mode = html.DOCUMENT_MODE.NO_QUIRKS;

  function setAttributes(element: HtmlNode, attributes: readonly Token.Attribute[]): void {
    for (const { name, prefix, value } of attributes) {
      const qualified = prefix ? `${prefix}:${name}` : name;
      // Asked for the value of `class`, linkedom says that it is empty where there is none.
      if (element.hasAttribute?.(qualified) !== true) element.setAttribute?.(qualified, value);
    }
  }

  function insertText(parent: HtmlNode, data: string, before: HtmlNode | null): void {
    const previous = before ? before.previousSibling : parent.lastChild;
    if (previous?.nodeType === TEXT) previous.data = (previous.data ?? '') + data;
    else parent.insertBefore(document.createTextNode(data), before);
  }

  return {
    allowed: MOST_MADE_ANEW,
    createDocument: () => document,
    createDocumentFragment: () => document.createDocumentFragment(),
    createElement(name, namespace, attributes) {
      this.allowed -= 1;
      if (this.allowed < 0) throw new PageTooEntangledError();
      const isHtml = namespace === html.NS.HTML;
      const element = isHtml
        ? document.createElement(name)
        : document.createElementNS(namespace, name);
      if (!isHtml) namespaces.set(element, namespace);
      setAttributes(element, attributes);
      return element;
    },
    createCommentNode: (data) => document.createComment(data),
    createTextNode: (data) => document.createTextNode(data),
    adoptAttributes: setAttributes,
    appendChild: (parent, node) => void parent.appendChild(node),
    insertBefore: (parent, node, before) => void parent.insertBefore(node, before),
    insertText: (parent, data) => insertText(parent, data, null),
    insertTextBefore: insertText,
    detachNode: (node) => node.remove?.(),
    getFirstChild: (node) => node.firstChild,
    getChildNodes: childrenOf,
    getParentNode: (node) => node.parentNode,
    getAttrList: (element) =>
      [
        ...(element as unknown as { readonly attributes: Iterable<Token.Attribute> }).attributes,
      ].map(({ name, value }) => ({ name, value })),
    getTagName: (element) => element.localName ?? '',
    getNamespaceURI: (element) => namespaces.get(element) ?? html.NS.HTML,
    getTextNodeContent: (node) => node.data ?? '',
    getCommentNodeContent: (node) => node.data ?? '',
    isTextNode: (node): node is HtmlNode => node.nodeType === TEXT,
    isCommentNode: (node): node is HtmlNode => node.nodeType === 8,
    isDocumentTypeNode: (_node): _node is HtmlNode => false,
    isElementNode: (node): node is HtmlNode => node.nodeType === 1,
    setTemplateContent: (template, content) => void templates.set(template, content),
    getTemplateContent: (template) => templates.get(template) ?? template,
    setDocumentMode: (_document, found) => void (mode = found),
    getDocumentMode: () => mode,
    // No document type stands in the tree, and no place in the source: nobody asks for them.
    setDocumentType: () => undefined,
    getDocumentTypeNodeName: () => '',
    getDocumentTypeNodePublicId: () => '',
    getDocumentTypeNodeSystemId: () => '',
    setNodeSourceCodeLocation: () => undefined,
    getNodeSourceCodeLocation: () => undefined,
    updateNodeSourceCodeLocation: () => undefined,
  };
}

function childrenOf(node: HtmlNode): HtmlNode[] {
  const children: HtmlNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(child);
  return children;
}
