import { createRequire } from 'node:module';

import { TextDecoder } from '@exodus/bytes/encoding.js';
import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';

import { Blocks } from './blocks.js';
import { htmlEncoding } from './html-charset.js';

const require = createRequire(import.meta.url);
const versionOf = (name: string) =>
  (require(`${name}/package.json`) as { version: string }).version;

/** The number before the libraries' own is raised whenever this file may give another text than before. */
export const HTML_VERSION = `1 (readability ${versionOf('@mozilla/readability')}, linkedom ${versionOf('linkedom')})`;

export const MAX_HTML_BYTES = 10 * 1024 * 1024;

/** Above it no article is looked for, which takes time that grows faster than their number. */
const MOST_ELEMENTS = 50_000;

/** What of the DOM is needed; linkedom's own types ask for those of a browser. */
interface HtmlNode {
  readonly nodeType: number;
  readonly localName?: string;
  readonly data?: string;
  readonly childNodes: readonly HtmlNode[];
  readonly firstChild: HtmlNode | null;
  readonly nextSibling: HtmlNode | null;
  readonly parentNode: HtmlNode | null;
  hasAttribute?(name: string): boolean;
  appendChild(node: HtmlNode): HtmlNode;
}

interface HtmlDocument extends HtmlNode {
  readonly documentElement: HtmlNode | null;
}

interface Page {
  readonly document: HtmlDocument;
  readonly body: HtmlNode;
}

const ELEMENT = 1;
const TEXT = 3;

/** What a reader does not see, or what is no text of the page. */
const UNSEEN = new Set(
  'audio canvas datalist embed head iframe math noembed noframes noscript object script select style svg template textarea title video'.split(
    ' ',
  ),
);

/** HTML 15.3: what is laid out as a block of its own. */
const BLOCKS = new Set(
  'address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre search section summary table caption ul'.split(
    ' ',
  ),
);

/** Attributes with `>` or `/>` in quotes are passed over. */
const EMPTY_ELEMENT = /<([a-z][\w:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)\/>/gi;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/**
 * The text of a page: its title and its article as Readability finds it, or the text of the whole page
 * where it finds none. Nothing in the page runs and nothing is fetched. Blocks are divided by a blank
 * line, rows of a table by a line end, their cells by a tab.
 *
 * @param charset of the Content-Type, where it named one
 * @param isXml whether the page is XHTML; it is read as HTML, its empty elements closed
 */
export function htmlText(
  bytes: Uint8Array,
  charset: string | undefined,
  isXml = false,
): { readonly text: string } | { readonly reason: string } {
  if (bytes.length > MAX_HTML_BYTES) {
    return { reason: `No text is taken from HTML of more than ${MAX_HTML_BYTES} bytes.` };
  }
  const encoding = htmlEncoding(bytes, charset);
  if (encoding === 'replacement') return { reason: `The charset ${charset} is not known.` };
  // As a browser does: what is not in the encoding is replaced. NUL is left out (HTML 13.2.6.4.7).
  const decoded = new TextDecoder(encoding).decode(bytes).replaceAll('\0', '');
  const html = isXml ? withClosedElements(decoded) : decoded;
  return { text: articleText(html) ?? textOf(pageOf(html).body) };
}

function withClosedElements(xhtml: string): string {
  return xhtml.replace(EMPTY_ELEMENT, (element, name: string, attributes: string) =>
    VOID.test(name) ? element : `<${name}${attributes}></${name}>`,
  );
}

function parsed(html: string): HtmlDocument {
  return (parseHTML as (html: string) => { readonly document: HtmlDocument })(html).document;
}

const FRAME = new Set(['html', 'head', 'body']);
const OF_THE_HEAD = new Set(['base', 'link', 'meta', 'script', 'style', 'title']);

/** With a head and a body: a page need not say where they begin (HTML 13.1.2.4), and linkedom wants it to. */
function pageOf(html: string): Page {
  const document = parsed(html);
  const root = document.documentElement;
  const body = root?.localName === 'html' && root.childNodes.find((each) => is(each, 'body'));
  if (body) return { document, body };
  const page = parsed('<!doctype html><html><head></head><body></body></html>');
  const [head, ofBody] = page.documentElement!.childNodes as [HtmlNode, HtmlNode];
  for (const node of unframed(document.childNodes)) {
    if (node.nodeType !== ELEMENT && node.nodeType !== TEXT) continue;
    const isOfHead = ofBody.firstChild === null && OF_THE_HEAD.has(node.localName ?? '');
    (isOfHead ? head : ofBody).appendChild(node);
  }
  return { document: page, body: ofBody };
}

function unframed(nodes: readonly HtmlNode[]): HtmlNode[] {
  return nodes.flatMap((node) =>
    FRAME.has(node.localName ?? '') ? unframed([...node.childNodes]) : [node],
  );
}

function is(node: HtmlNode, name: string): boolean {
  return node.nodeType === ELEMENT && node.localName === name;
}

/** Undefined where there is no article, or none that could be found with reasonable effort. */
function articleText(html: string): string | undefined {
  const { document, body: all } = pageOf(html);
  if (isLargerThan(MOST_ELEMENTS, all)) return undefined;
  const article = new Readability<HtmlNode>(document, {
    disableJSONLD: true,
    serializer: (node: HtmlNode) => node,
  }).parse();
  if (!article?.content) return undefined;
  const body = textOf(article.content);
  if (body === '') return undefined;
  const title = article.title?.trim().replace(/\s+/g, ' ') ?? '';
  return title === '' || body.startsWith(title) ? body : `${title}\n\n${body}`;
}

function isLargerThan(most: number, root: HtmlNode): boolean {
  let elements = 0;
  for (const { node, leaving } of walked(root)) {
    if (!leaving && node.nodeType === ELEMENT) elements += 1;
    if (elements > most) return true;
  }
  return false;
}

function textOf(root: HtmlNode): string {
  const blocks = new Blocks();
  let preformatted = 0;
  for (const { node, leaving } of walked(root, isSeen)) {
    const name = node.localName?.toLowerCase() ?? '';
    if (node.nodeType === TEXT) {
      if (leaving) continue;
      if (preformatted > 0) blocks.asWritten(node.data ?? '');
      else blocks.words(node.data ?? '');
    } else if (name === 'br') {
      if (!leaving) blocks.lineEnd();
    } else if (name === 'tr') {
      if (leaving) blocks.lineEnd();
    } else if (name === 'td' || name === 'th') {
      if (leaving) blocks.cellEnd();
    } else if (BLOCKS.has(name)) {
      blocks.blockEnd();
      if (name === 'pre') preformatted += leaving ? -1 : 1;
    }
  }
  blocks.blockEnd();
  return blocks.text;
}

function isSeen(node: HtmlNode): boolean {
  if (node.nodeType !== ELEMENT) return true;
  return !UNSEEN.has(node.localName?.toLowerCase() ?? '') && !node.hasAttribute?.('hidden');
}

/** Every node on the way in and on the way out. No recursion: pages nest as deeply as they like. */
function* walked(
  root: HtmlNode,
  enters: (node: HtmlNode) => boolean = () => true,
): Generator<{ readonly node: HtmlNode; readonly leaving: boolean }> {
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
