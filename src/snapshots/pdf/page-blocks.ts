import { columnsOf, type Line } from './columns.js';
import { directionOf, inReadingOrder, type Direction } from './direction.js';
import type { EdgeRow } from './furniture.js';
import type { PageRows } from './page-rows.js';
import { paragraphsOf, type Paragraph } from './paragraphs.js';
import { usualSize } from './segments.js';
import { goesOn } from './sentences.js';

/** The text of a page, by its blocks; the lines of a block are divided by line feeds. */
export interface PageBlocks {
  /** What the page is there for, in the order of reading. */
  readonly body: readonly string[];
  /** Heads, feet, notes, and what is written across: it interrupts the body where it stands. */
  readonly beside: readonly string[];
  readonly invisible: readonly string[];
}

/** A note is set in smaller letters than the body, by a share; its sign is before it. */
const NOTE_SIZE = 0.93;
const NOTE_SIGN = /^\s*(?:[\u00B9\u00B2\u00B3\u2070-\u2079*\u2020\u2021\u00A7]|\d{1,3}[\s.)])/u;

/** The rows of the page that may be at an edge. */
export function edgeRowsOf({ main, direction }: PageRows): EdgeRow[] {
  return main.map((line) => ({
    text: lineText(line, direction),
    baseline: line[0]!.baseline,
    size: line.reduce((a, b) => (b.right - b.left > a.right - a.left ? b : a)).size,
  }));
}

/** @param head rows at its top that are a running head, @param foot the same at its end */
export function pageBlocks(page: PageRows, head: number, foot: number): PageBlocks {
  const { main, direction } = page;
  const end = main.length - foot;
  const furniture = [...main.slice(0, head), ...main.slice(end)];
  const body: Paragraph[][] = [];
  const notes: Paragraph[] = [];
  const size = usualSize(main.flat());
  const { runs, asides } = columnsOf(main.slice(head, end), direction === 'right');
  for (const lines of runs) {
    const paragraphs = paragraphsOf(lines, direction);
    const first = startOfNotes(paragraphs, size);
    body.push(paragraphs.slice(0, first));
    notes.push(...paragraphs.slice(first));
  }
  return {
    body: joined(body),
    beside: [
      ...furniture.map((line) => lineText(line, direction)),
      ...joined(asides.map((lines) => paragraphsOf(lines, direction))),
      ...notes.map(textOf),
      ...blocksOf(page.turned, direction),
    ],
    invisible: blocksOf(page.invisible, direction),
  };
}

function blocksOf(frames: readonly (readonly Line[])[], direction: Direction): string[] {
  return frames.flatMap((rows) => {
    const { runs, asides } = columnsOf(rows, direction === 'right');
    const textsOf = (all: readonly (readonly Line[])[]) =>
      joined(all.map((lines) => paragraphsOf(lines, direction)));
    return [...textsOf(runs), ...textsOf(asides)];
  });
}

/** A paragraph that goes on in the next column is one. */
function joined(columns: readonly (readonly Paragraph[])[]): string[] {
  const blocks: string[] = [];
  for (const column of columns) {
    column.forEach((paragraph, at) => {
      const text = textOf(paragraph);
      const last = blocks.at(-1);
      if (at === 0 && last !== undefined && goesOn(last, text))
        blocks[blocks.length - 1] += `\n${text}`;
      else blocks.push(text);
    });
  }
  return blocks;
}

function textOf(paragraph: Paragraph): string {
  return paragraph.map(({ text }) => text).join('\n');
}

function lineText(line: Line, page: Direction): string {
  const seen = line.flatMap((segment, at) => (at === 0 ? segment.seen : [' ', ...segment.seen]));
  const own = directionOf(seen);
  return inReadingOrder(seen, page === 'right' ? page : own).join('');
}

/** Returns where the notes at the end of a column begin. */
function startOfNotes(paragraphs: readonly Paragraph[], usual: number): number {
  let start = paragraphs.length;
  for (let at = paragraphs.length - 1; at > 0; at -= 1) {
    const { size, text } = paragraphs[at]![0]!;
    if (size > NOTE_SIZE * usual) break;
    if (NOTE_SIGN.test(text)) start = at;
  }
  return start;
}
