import MarkdownIt, { type Token } from 'markdown-it';

import { libraryVersion } from '../runtime/library-version.js';
import type { FoundText } from './found-text.js';
import { HTML_WITHIN_VERSION, textOfHtml } from './html-text.js';
import { withFrontMatter, withNotes, withNumbersOfProse } from './markdown-extensions.js';

/** The number before the library's own is raised whenever this file may give another text than before. */
export const MARKDOWN_VERSION = `4 (markdown-it ${libraryVersion('markdown-it')}, ${HTML_WITHIN_VERSION})`;

/**
 * Ordinary Markdown of this size takes about a second. For contrived input the parser needs
 * time that grows with the square of the size (200 kB of quotations with lazy continuation lines take
 * minutes), which no useful bound on the size contains: whoever calls it sets a limit to the time.
 */
export const MAX_MARKDOWN_BYTES = 1024 * 1024;

/** A list counts twice, for itself and its items. What is deeper the parser leaves out silently. */
const DEEPEST = 100;

/** GFM 6.11 disallows tags after which no markup is read: between words they would take what follows. */
const RAW_TEXT =
  /^<\/?(?:iframe|noembed|noframes|noscript|plaintext|script|style|textarea|title|xmp)\b/i;
const PLAINTEXT = /<plaintext\b/gi;
/** Ends what a block of HTML leaves open of that kind; none of it is to be seen where nothing is open. */
const ENDS =
  '<!----></script></style></textarea></title></xmp></iframe></noembed></noframes></noscript>';

/**
 * The text that a reader of CommonMark with GFM tables, strikethrough and footnotes sees: blocks divided by
 * a blank line, rows of a table by a line end, their cells by a tab. Of an image there is its alternative
 * text; front matter is as it is written. HTML in it is read as in a page.
 *
 * @param markdown of at most {@link MAX_MARKDOWN_BYTES} in its charset
 */
export function markdownText(markdown: string): FoundText | { readonly reason: string } {
  const parser = markdownParser();
  const tokens = parser.parse(markdown, {});
  if (tokens.some(({ level }) => level >= DEEPEST - 1)) {
    return { reason: 'The Markdown nests lists or quotations too deeply.' };
  }
  const found = textOfHtml(`<body>${parser.renderer.render(tokens, parser.options, {})}`);
  if ('reason' in found) return found;
  const { text, marks } = found;
  return { text, ...(marks && { marks }) };
}

function markdownParser() {
  const parser = new MarkdownIt({ html: true, maxNesting: DEEPEST });
  // A link's address is not shown, so none is refused (and its link shown as source) or rewritten.
  parser.validateLink = () => true;
  parser.normalizeLink = (address) => address;
  parser.normalizeLinkText = (address) => address;
  parser.use(withNotes).use(withFrontMatter).use(withNumbersOfProse);
  const { rules } = parser.renderer;
  const escape = parser.utils.escapeHtml;
  rules['softbreak'] = () => '<br>';
  rules['code_inline'] = (tokens, at) =>
    `<code style="white-space: pre">${escape(tokens[at]!.content)}</code>`;
  // Its content is the alternative text as it was written, with the markup.
  rules['image'] = (tokens, at) => escape(textOfInline(tokens[at]!.children ?? []));
  rules['html_inline'] = (tokens, at) => {
    const { content } = tokens[at]!;
    return RAW_TEXT.test(content) ? '' : content;
  };
  rules['html_block'] = (tokens, at) => tokens[at]!.content.replace(PLAINTEXT, '<div') + ENDS;
  return parser;
}

function textOfInline(tokens: readonly Token[]): string {
  return tokens
    .map(({ type, content, children }) => {
      if (type === 'softbreak' || type === 'hardbreak') return '\n';
      if (type === 'html_inline') return '';
      return type === 'image' ? textOfInline(children ?? []) : content;
    })
    .join('');
}
