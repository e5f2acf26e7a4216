import { createRequire } from 'node:module';

import MarkdownIt, { type Token } from 'markdown-it';

const LIBRARY = (createRequire(import.meta.url)('markdown-it/package.json') as { version: string })
  .version;

/** The number before the library's own is raised whenever this file may give another text than before. */
export const MARKDOWN_VERSION = `1 (markdown-it ${LIBRARY})`;

/**
 * Ordinary Markdown of this size takes less than half a second. For contrived input the parser needs
 * time that grows with the square of the size (200 kB of quotations with lazy continuation lines take
 * minutes), which no useful bound on the size contains: whoever calls it sets a limit to the time.
 */
export const MAX_MARKDOWN_BYTES = 1024 * 1024;

/** A list counts twice, for itself and its items. What is deeper the parser leaves out silently. */
const DEEPEST = 100;

/** The one piece of HTML that stands between words. */
const LINE_BREAK = /^<br\s*\/?>$/i;

/**
 * The text that a reader of CommonMark with GFM tables and strikethrough sees: blocks divided by a blank
 * line, rows of a table by a line end, their cells by a tab. Of an image there is its alternative text.
 * HTML is left out, and the text between its tags kept.
 *
 * @param markdown of at most {@link MAX_MARKDOWN_BYTES} in its charset
 */
export function markdownText(
  markdown: string,
): { readonly text: string } | { readonly reason: string } {
  const tokens = parse(markdown);
  if (tokens.some(({ level }) => level >= DEEPEST - 1)) {
    return { reason: 'The Markdown nests lists or quotations too deeply.' };
  }
  return { text: textOfBlocks(tokens) };
}

function parse(markdown: string): Token[] {
  const parser = new MarkdownIt({ html: true, maxNesting: DEEPEST });
  // A link's address is not shown, so none is refused (and its link shown as source) or rewritten.
  parser.validateLink = () => true;
  parser.normalizeLink = (address) => address;
  parser.normalizeLinkText = (address) => address;
  return parser.parse(markdown, {});
}

function textOfBlocks(tokens: readonly Token[]): string {
  const blocks: string[] = [];
  let rows: string[] | undefined;
  let cells: string[] = [];
  for (const { type, children, content } of tokens) {
    if (type === 'inline') (rows ? cells : blocks).push(textOfInline(children ?? []));
    else if (type === 'fence' || type === 'code_block') blocks.push(content.replace(/\n$/, ''));
    else if (type === 'table_open') rows = [];
    else if (type === 'tr_open') cells = [];
    else if (type === 'tr_close') rows?.push(cells.join('\t'));
    else if (type === 'table_close') {
      blocks.push((rows ?? []).join('\n'));
      rows = undefined;
    }
  }
  return blocks.filter((block) => block !== '').join('\n\n');
}

function textOfInline(tokens: readonly Token[]): string {
  return tokens.map(textOf).join('');
}

function textOf({ type, content, children }: Token): string {
  if (type === 'softbreak' || type === 'hardbreak') return '\n';
  if (type === 'html_inline') return LINE_BREAK.test(content) ? '\n' : '';
  // Its content is the alternative text as it was written, with the markup.
  if (type === 'image') return textOfInline(children ?? []);
  return content;
}
