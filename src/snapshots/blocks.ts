import type { MarkKind } from '../../events/source/source-events.js';
import { WIDE } from '../text/characters.js';
import type { TextMark } from './found-text.js';

/** Between these the end of a line in the source is no space. */
const WIDE_CHARACTER = new RegExp(`[${WIDE}]`, 'u');

/** What divides the words to come from those before: the widest of it counts. */
interface Gap {
  block: boolean;
  /** Line ends and ends of cells. */
  ends: string;
  /** White space that counts. */
  verbatim: string;
  space: '' | 'space' | 'line';
}

/**
 * Puts a text together as a browser lays out its boxes: white space runs together, blocks are divided by
 * a blank line, and the text begins and ends with words. What was written has its final place in the text
 * at once. https://www.w3.org/TR/css-text-3/#white-space-rules
 */
export class Blocks {
  /** The marks in the order in which they end, or touch. */
  readonly marks: TextMark[] = [];
  private readonly pieces: string[] = [];
  private written = 0;
  private last = '';
  private gap: Gap = noGap();
  private readonly open = new Map<
    MarkKind,
    { depth: number; span?: { start: number; end: number } }
  >();

  /** UTF-16 code units of the text so far. */
  get length(): number {
    return this.written;
  }

  /** The character that would stand directly before the next word: none behind a space or a line's end. */
  get touching(): string {
    const { block, ends, verbatim, space } = this.gap;
    return block || ends !== '' || verbatim !== '' || space !== '' ? '' : this.last;
  }

  /** Words in the flow of the block. */
  words(text: string): void {
    const flowing = text.replace(/[\t\n\f\r ]+/g, (space) => (/[\n\f\r]/.test(space) ? '\n' : ' '));
    for (const word of flowing.split(/([ \n])/)) {
      if (word === '') continue;
      if (word === '\n') this.gap.space = 'line';
      else if (word === ' ') this.gap.space ||= 'space';
      else this.put(word);
    }
  }

  /** Words whose white space counts. */
  asWritten(text: string): void {
    const lines = text.replace(/\r\n?/g, '\n');
    const end = lines.trimEnd().length;
    if (end === 0) {
      this.gap.verbatim += lines;
      return;
    }
    const start = this.written === 0 || this.gap.block ? /^\n*/.exec(lines)![0].length : 0;
    this.put(lines.slice(start, end));
    this.gap.verbatim = lines.slice(end);
  }

  lineEnd(): void {
    const { ends } = this.gap;
    let kept = ends.length;
    while (ends[kept - 1] === '\t') kept -= 1;
    const lines = ends.slice(0, kept);
    this.gap.ends = lines.endsWith('\n\n') ? lines : `${lines}\n`;
  }

  cellEnd(): void {
    this.gap.ends += '\t';
  }

  blockEnd(): void {
    this.gap.block = true;
    this.gap.ends = '';
    this.gap.verbatim = '';
  }

  /** All words until the mark is closed again have it; marks of a kind nest. */
  openMark(kind: MarkKind): void {
    const mark = this.open.get(kind);
    if (mark) mark.depth += 1;
    else this.open.set(kind, { depth: 1 });
  }

  closeMark(kind: MarkKind): void {
    const mark = this.open.get(kind);
    if (!mark) return;
    mark.depth -= 1;
    if (mark.depth > 0) return;
    if (mark.span) this.marks.push({ kind, ...mark.span });
    this.open.delete(kind);
  }

  get text(): string {
    return this.pieces.join('');
  }

  private put(words: string): void {
    const gap = this.written === 0 ? '' : this.divider(words);
    this.gap = noGap();
    const start = this.written + gap.length;
    this.pieces.push(gap, words);
    this.written = start + words.length;
    this.last = String.fromCodePoint(words.codePointAt(lastAt(words)) ?? 0);
    for (const mark of this.open.values()) {
      mark.span ??= { start, end: start };
      mark.span.end = this.written;
    }
  }

  private divider(words: string): string {
    const { block, ends, verbatim, space } = this.gap;
    if (block) return '\n\n';
    if (ends !== '') return ends;
    if (space === '') return verbatim;
    const isOneLine =
      space === 'line' && WIDE_CHARACTER.test(this.last) && WIDE_CHARACTER.test(firstOf(words));
    return isOneLine ? verbatim : `${verbatim} `;
  }
}

function noGap(): Gap {
  return { block: false, ends: '', verbatim: '', space: '' };
}

function firstOf(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0);
}

/** Returns where the last code point begins. */
function lastAt(text: string): number {
  const low = text.charCodeAt(text.length - 1);
  return low >= 0xdc00 && low <= 0xdfff && text.length > 1 ? text.length - 2 : text.length - 1;
}
