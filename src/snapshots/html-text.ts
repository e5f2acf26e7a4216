import { TextDecoder } from '@exodus/bytes/encoding.js';

import { libraryVersion } from '../runtime/library-version.js';
import type { FoundText } from './found-text.js';
import { htmlEncoding } from './html-charset.js';
import { articleOf, languageOf } from './html/article.js';
import { attributeOf, nameOf, walked } from './html/dom.js';
import { PageTextReader, type PageText } from './html/page-text.js';
import { PageTooEntangledError, pageOf, type Page } from './html/page-tree.js';
import { StyleSheets } from './html/style-sheets.js';

const PARSE5 = libraryVersion('parse5');
const READABILITY = libraryVersion('@mozilla/readability');
const LINKEDOM = libraryVersion('linkedom');

/** Raised whenever this file, or one that it reads by, may give another text than before. */
const NUMBER = 4;

/** An event holds 50 characters of it: `dom` is linkedom. */
export const HTML_VERSION = `${NUMBER} (parse5 ${PARSE5}, dom ${LINKEDOM}, readability ${READABILITY})`;

/** The version of what reads HTML that stands in another kind of file. */
export const HTML_WITHIN_VERSION = `html ${NUMBER}, parse5 ${PARSE5}`;

const MAX_HTML_BYTES = 10 * 1024 * 1024;

/** Attributes with `>` or `/>` in quotes are passed over. */
const EMPTY_ELEMENT = /<([a-z][\w:-]*)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)\/>/gi;
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/**
 * The text of a page: all that a reader sees of it, in reading order, and which stretch of it is the
 * article. Nothing in the page runs and nothing is fetched. Blocks are divided by a blank line, rows of a
 * table by a line end, their cells by a tab. What `details` holds is there whether they are open or not;
 * letters are in the case in which the page's own style sheets set them.
 *
 * @param charset of the Content-Type, where it named one
 * @param isXml whether the page is XHTML; it is read as HTML, its empty elements closed
 */
export function htmlText(
  bytes: Uint8Array,
  charset: string | undefined,
  isXml = false,
): FoundText | { readonly reason: string } {
  if (bytes.length > MAX_HTML_BYTES) {
    return { reason: `No text is taken from HTML of more than ${MAX_HTML_BYTES} bytes.` };
  }
  const encoding = htmlEncoding(bytes, charset);
  if (encoding === 'replacement') return { reason: `The charset ${charset} is not known.` };
  // As a browser does: what is not in the encoding is replaced. NUL is left out (HTML 13.2.6.4.7).
  const decoded = new TextDecoder(encoding).decode(bytes).replaceAll('\0', '');
  return textOfHtml(isXml ? withClosedElements(decoded) : decoded);
}

/** @param html of at most {@link MAX_HTML_BYTES} in its charset */
export function textOfHtml(html: string): FoundText | { readonly reason: string } {
  try {
    return textOf(pageOf(html));
  } catch (error) {
    if (error instanceof PageTooEntangledError) return { reason: error.message };
    throw error;
  }
}

function textOf(page: Page): FoundText {
  const found = visibleText(page);
  const { text, marks } = found;
  const language = pageLanguage(page);
  const article = articleOf(page, found);
  const isAll = article?.start === 0 && article.end === text.length;
  return {
    text,
    ...(article && !isAll && { article: { start: article.start, end: article.end } }),
    ...(marks.length > 0 && { marks }),
    ...withLanguage(article?.language ?? language),
  };
}

/** A page that hides all it has shows it by a script: then what is hidden is read. */
function visibleText({ root, body }: Page): PageText {
  const sheets = StyleSheets.of(root);
  const seen = new PageTextReader(sheets, true).read(body);
  return seen.text === '' ? new PageTextReader(sheets, false).read(body) : seen;
}

function pageLanguage({ root, body }: Page): string | undefined {
  const told = languageOf(body);
  if (told !== undefined) return told;
  for (const { node } of walked(root)) {
    if (nameOf(node) !== 'meta') continue;
    if (attributeOf(node, 'http-equiv')?.toLowerCase() !== 'content-language') continue;
    const content = attributeOf(node, 'content')?.trim() ?? '';
    // HTML 4.2.5.3: more than one is none.
    return content.includes(',') ? undefined : content.split(/\s/)[0];
  }
  return undefined;
}

function withLanguage(language: string | undefined): { readonly language?: string } {
  return language === undefined || language === '' ? {} : { language };
}

function withClosedElements(xhtml: string): string {
  return xhtml.replace(EMPTY_ELEMENT, (element, name: string, attributes: string) =>
    VOID.test(name) ? element : `<${name}${attributes}></${name}>`,
  );
}
