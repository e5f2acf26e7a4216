import type { MarkdownIt, StateBlock, StateCore, StateInline, Token } from 'markdown-it';

/** The name of a note, without white space: GitHub's and Pandoc's footnotes. */
const NAME = '\\^([^\\s\\[\\]]+)\\]';
const DEFINITION = new RegExp(`^\\[${NAME}:`);
const REFERENCE = new RegExp(`\\[${NAME}`, 'y');
/** How much further in than the note what belongs to it stands: as much as a tab. */
const INDENT = 4;

interface Environment {
  /** The names of a document's notes … */
  notes?: Set<string>;
  /** … and their numbers, in the order in which they are first referred to. */
  numbers?: Map<string, number>;
}

/**
 * Footnotes as GitHub and Pandoc have them: of a reference there is the number in brackets, and the note
 * is read where it was written.
 */
export function withNotes(parser: MarkdownIt): void {
  parser.block.ruler.before('reference', 'note', readNote, { alt: ['paragraph', 'reference'] });
  parser.inline.ruler.before('link', 'note_reference', readReference);
  parser.renderer.rules['note_reference'] = (tokens, at) => `<sup>[${tokens[at]!.content}]</sup>`;
}

function readNote(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  const start = state.bMarks[line]! + state.tShift[line]!;
  const match = DEFINITION.exec(state.src.slice(start, state.eMarks[line]));
  if (!match || state.sCount[line]! - state.blkIndent >= INDENT) return false;
  if (silent) return true;
  ((state.env as Environment).notes ??= new Set()).add(match[1]!.toLowerCase());

  const kept = [state.bMarks[line]!, state.tShift[line]!, state.sCount[line]!] as const;
  const words = start + match[0].length;
  const blanks = /^[ \t]*/.exec(state.src.slice(words, state.eMarks[line]))![0].length;
  state.bMarks[line] = words;
  state.tShift[line] = blanks;
  state.blkIndent += INDENT;
  state.sCount[line] = state.blkIndent;
  state.push('note_open', 'div', 1);
  state.md.block.tokenize(state, line, end);
  state.push('note_close', 'div', -1);
  state.blkIndent -= INDENT;
  [state.bMarks[line], state.tShift[line], state.sCount[line]] = kept;
  return true;
}

function readReference(state: StateInline, silent: boolean): boolean {
  REFERENCE.lastIndex = state.pos;
  const match = REFERENCE.exec(state.src);
  const environment = state.env as Environment;
  const name = match?.[1]!.toLowerCase() ?? '';
  if (!match || environment.notes?.has(name) !== true) return false;
  if (!silent) {
    const numbers = (environment.numbers ??= new Map<string, number>());
    const number = numbers.get(name) ?? numbers.size + 1;
    numbers.set(name, number);
    state.push('note_reference', '', 0).content = String(number);
  }
  state.pos += match[0].length;
  return true;
}

const FENCES = new Map([
  ['---', /^(?:---|\.\.\.)[ \t]*$/],
  ['+++', /^\+\+\+[ \t]*$/],
]);
/** Or else the fence is a thematic break, and what is below it an ordinary text. */
const MEMBER = /^(?:#|["']?[\p{L}_][\p{L}\p{N}_."' -]*[:=](?:\s|$))/u;

/**
 * What stands before a document in YAML or TOML, as for Jekyll, Hugo and Pandoc. It is kept as it is
 * written, so that its last lines are no headline.
 */
export function withFrontMatter(parser: MarkdownIt): void {
  parser.block.ruler.before('table', 'front_matter', readFrontMatter);
  parser.renderer.rules['front_matter'] = (tokens, at) =>
    `<pre>${parser.utils.escapeHtml(tokens[at]!.content)}</pre>`;
}

function readFrontMatter(state: StateBlock, line: number, end: number, silent: boolean): boolean {
  if (line !== 0 || state.level !== 0 || silent) return false;
  const lineAt = (n: number) => state.src.slice(state.bMarks[n], state.eMarks[n]);
  const close = FENCES.get(lineAt(0).trimEnd());
  if (!close || end < 2 || !MEMBER.test(lineAt(1))) return false;
  let last = 1;
  while (last < end && !close.test(lineAt(last))) last += 1;
  if (last === end) return false;
  state.push('front_matter', '', 0).content = state.getLines(1, last, 0, false);
  state.line = last + 1;
  return true;
}

/** Years, which nobody counts up to. */
const FEWEST_DIGITS_OF_YEAR = 4;

/**
 * Keeps the number that a line of prose begins with, and that CommonMark reads as the sign of a list: that
 * of a year ("2021. The year began"), and that of a single item which is not the first ("12. Mai 2021").
 * The numbers by which a list counts its items stay out of the text, as in a page.
 */
export function withNumbersOfProse(parser: MarkdownIt): void {
  parser.core.ruler.after('block', 'numbers_of_prose', keepNumbers);
}

function keepNumbers(state: StateCore): void {
  const kept = itemsOfProse(state.tokens);
  if (kept.size === 0) return;
  /** The numbers of lists that begin on one line: 12. 5. 2021. */
  let numbers: string[] = [];
  state.tokens = state.tokens.flatMap((token, at, tokens) => {
    if (!kept.has(token)) return [token];
    numbers.push(token.info + token.markup);
    const [open, within] = tokens.slice(at + 1, at + 3);
    if (within && kept.has(within) && within.map?.[0] === token.map?.[0]) return [token];
    const text = numbers.join(' ');
    numbers = [];
    if (open?.nesting === 1 && within?.type === 'inline') {
      within.content = `${text} ${within.content}`;
      return [token];
    }
    const alone = new state.Token('inline', '', 0);
    alone.content = text;
    alone.children = [];
    return [token, alone];
  });
}

/** The items of ordered lists whose number is a word of the text. */
function itemsOfProse(tokens: readonly Token[]): Set<Token> {
  const kept = new Set<Token>();
  const lists: Token[][] = [];
  for (const token of tokens) {
    if (/^(?:ordered|bullet)_list_open$/.test(token.type)) lists.push([]);
    else if (token.type === 'list_item_open') lists.at(-1)?.push(token);
    else if (token.type === 'bullet_list_close') lists.pop();
    else if (token.type === 'ordered_list_close') {
      const items = lists.pop() ?? [];
      if (isProse(items)) for (const item of items) kept.add(item);
    }
  }
  return kept;
}

function isProse([first, ...others]: readonly Token[]): boolean {
  if (!first) return false;
  const isYear = first.info.length >= FEWEST_DIGITS_OF_YEAR;
  return isYear || (others.length === 0 && Number(first.info) > 1);
}
