import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it';

/** As a note is named, without white space: GitHub's and Pandoc's footnotes. */
const NAME = '\\^([^\\s\\[\\]]+)\\]';
const DEFINITION = new RegExp(`^\\[${NAME}:`);
const REFERENCE = new RegExp(`\\[${NAME}`, 'y');
/** As much as a tab is further in what belongs to the note. */
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
