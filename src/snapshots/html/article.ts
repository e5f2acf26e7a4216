import { Readability } from '@mozilla/readability';

import type { TextSpan } from '../found-text.js';
import { attributeOf, sizeOf, nameOf, TEXT, walked, type HtmlNode } from './dom.js';
import type { Page } from './page-tree.js';
import type { PageText } from './page-text.js';

/** Above it no article is looked for, which takes time that grows faster than their number. */
const MOST_ELEMENTS = 50_000;

/** Readability calls itself for each element in an element; Chromium, too, nests no more than 512. */
const DEEPEST = 512;

/** UTF-16 code units between a headline and the article below it. */
const FARTHEST_HEADLINE = 2000;

export interface Article extends TextSpan {
  /** The language that the page says it has; undefined where it says nothing. */
  readonly language: string | undefined;
}

/**
 * The stretch of the page's text that is its article: from the first to the last of what Readability keeps,
 * and all of the `article` around that, or else the headline before it. The page's tree is used up.
 *
 * @returns undefined where there is none, or none that could be found with reasonable effort
 */
export function articleOf(page: Page, { text, places }: PageText): Article | undefined {
  const { elements, depth } = sizeOf(page.body);
  if (elements > MOST_ELEMENTS || depth > DEEPEST) return undefined;
  const landmarks = [...places].filter(([node]) => node.nodeType !== TEXT);
  // Asked before the tree is taken apart.
  const languages = new Map(landmarks.map(([node]) => [node, languageOf(node)]));
  const kept = keptOf(page, places);
  if (!kept) return undefined;
  const around = landmarks
    .filter(([node]) => isArticle(node))
    .filter(([, { start, end }]) => start <= kept.start && end >= kept.end)
    .sort(([, a], [, b]) => a.end - a.start - (b.end - b.start))[0];
  const body = around?.[1] ?? kept;
  const headlines = landmarks.filter(([node]) => nameOf(node) === 'h1').map(([, span]) => span);
  const hasOwn = headlines.some(({ start, end }) => start >= body.start && end <= body.end);
  const headline = headlines
    .filter(({ end }) => end <= body.start && body.start - end <= FARTHEST_HEADLINE)
    .at(-1);
  const start = hasOwn || !headline ? body.start : headline.start;
  return {
    ...withoutBlanks(text, start, body.end),
    language: around && languages.get(around[0]),
  };
}

function isArticle(node: HtmlNode): boolean {
  return nameOf(node) === 'article' || attributeOf(node, 'role') === 'article';
}

/** Returns the language of an element: its own, or that of the nearest around it that has one (HTML 3.2.6.2). */
export function languageOf(element: HtmlNode): string | undefined {
  for (let node: HtmlNode | null = element; node; node = node.parentNode) {
    const language = attributeOf(node, 'lang') ?? attributeOf(node, 'xml:lang');
    if (language !== undefined) return language.trim();
  }
  return undefined;
}

function keptOf(page: Page, places: ReadonlyMap<HtmlNode, TextSpan>): TextSpan | undefined {
  const originals = keptIdentity(page.body);
  const article = new Readability<HtmlNode>(page.document, {
    disableJSONLD: true,
    serializer: (node: HtmlNode) => node,
  }).parse();
  if (!article?.content) return undefined;
  let start = Infinity;
  let end = 0;
  for (const { node, leaving } of walked(article.content)) {
    if (leaving || node.nodeType !== TEXT) continue;
    const place = places.get(originals.get(node) ?? node);
    if (!place) continue;
    start = Math.min(start, place.start);
    end = Math.max(end, place.end);
  }
  return end > start ? { start, end } : undefined;
}

/**
 * Readability tries a page several times, and puts its body back in between by its `innerHTML`, which
 * would make every node another one. Here it is put back by clones, and it is known whose they are.
 */
function keptIdentity(body: HtmlNode): ReadonlyMap<HtmlNode, HtmlNode> {
  const originals = new Map<HtmlNode, HtmlNode>();
  const copyOf = (from: HtmlNode): HtmlNode => {
    const copy = from.cloneNode(true);
    const copies = walked(copy);
    for (const { node, leaving } of walked(from)) {
      const { value } = copies.next() as { readonly value: { readonly node: HtmlNode } };
      if (!leaving && node.nodeType === TEXT) {
        originals.set(value.node, originals.get(node) ?? node);
      }
    }
    return copy;
  };
  let pristine: HtmlNode | undefined;
  Object.defineProperty(body, 'innerHTML', {
    configurable: true,
    get: () => {
      pristine ??= copyOf(body);
      return '';
    },
    set: () => {
      if (!pristine) return;
      while (body.lastChild) body.lastChild.remove?.();
      const again = copyOf(pristine);
      while (again.firstChild) body.appendChild(again.firstChild);
    },
  });
  return originals;
}

function withoutBlanks(text: string, from: number, to: number): TextSpan {
  const words = text.slice(from, to);
  const start = from + (words.length - words.trimStart().length);
  return { start, end: to - (words.length - words.trimEnd().length) };
}
