import type { Line } from './columns.js';
import {
  directionByEnds,
  directionOf,
  inReadingOrder,
  isMixed,
  type Direction,
} from './direction.js';
import { goesOn } from './sentences.js';

export interface TextLine {
  readonly text: string;
  readonly baseline: number;
  readonly size: number;
}

/** Lines that belong together. */
export type Paragraph = readonly TextLine[];

/** Shares of the lines' size. */
const SAME_SIZE = 1.15;
const HIGHER_STEP = 1.25;
const RAISED_STEP = 1.5;
const HIGHEST_STEP = 2.2;
const LEAST_INDENT = 0.7;
const MOST_INDENT = 4;
const AT_EDGE = 0.3;
const FROM_EDGE = 1.5;

interface Placed {
  readonly line: Line;
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  readonly size: number;
}

/** @param lines of one column, from the top down */
export function paragraphsOf(lines: readonly Line[], page: Direction): Paragraph[] {
  const placed = lines.map(place);
  const step = usualStep(placed);
  const groups: Placed[][] = [];
  placed.forEach((line, at) => {
    const last = placed[at - 1];
    if (!last || isNew(last, line, placed[at - 2], step, page)) groups.push([line]);
    else groups.at(-1)!.push(line);
  });
  const left = placed.reduce((least, line) => Math.min(least, line.left), Infinity);
  const right = placed.reduce((most, line) => Math.max(most, line.right), -Infinity);
  const paragraphs: TextLine[][] = [];
  for (const group of groups) {
    const lines = textLines(group, left, right);
    const last = paragraphs.at(-1);
    if (last && isOneSentence(last.at(-1)!, lines[0]!, step)) last.push(...lines);
    else paragraphs.push(lines);
  }
  return paragraphs;
}

/** @param left and `right` the edges of its column */
function textLines(group: readonly Placed[], left: number, right: number): TextLine[] {
  const seen = group.map(({ line }) => seenOf(line));
  const all = seen.flat();
  const told = isMixed(all)
    ? (directionByEdge(group.at(-1)!, left, right) ?? directionByEnds(seen.at(-1)!))
    : undefined;
  const direction = told ?? directionOf(all);
  return group.map(({ baseline, size }, at) => ({
    text: atLineEnd(inReadingOrder(seen[at]!, direction, seen[at - 1]).join('')),
    baseline,
    size,
  }));
}

/** The last line of a paragraph stands at the edge that it begins at, and ends before the other. */
function directionByEdge(last: Placed, left: number, right: number): Direction | undefined {
  const [before, behind] = [last.left - left, right - last.right].map((gap) => gap / last.size);
  if (before! < AT_EDGE && behind! > FROM_EDGE) return 'left';
  return behind! < AT_EDGE && before! > FROM_EDGE ? 'right' : undefined;
}

/** A raised sign may have moved the next line of a sentence away. */
function isOneSentence(last: TextLine, line: TextLine, step: number): boolean {
  const own = stepOf(last, line);
  return (
    own > 0 && own < step * RAISED_STEP && isOneSize(last, line) && goesOn(last.text, line.text)
  );
}

/** A soft hyphen that is drawn as one is there twice: as what it is and as what it looks like. */
function atLineEnd(text: string): string {
  return text.replace(/\u00AD[-\u2010]$/u, '\u00AD');
}

function place(line: Line): Placed {
  const widest = line.reduce((a, b) => (b.right - b.left > a.right - a.left ? b : a));
  return {
    line,
    left: line[0]!.left,
    right: line.reduce((right, segment) => Math.max(right, segment.right), -Infinity),
    baseline: widest.baseline,
    size: widest.size,
  };
}

function seenOf(line: Line): string[] {
  return line.flatMap(({ seen }, at) => (at === 0 ? seen : [' ', ...seen]));
}

/** Returns the median step from line to line, in sizes; lines far from each other tell nothing. */
function usualStep(lines: readonly Placed[]): number {
  const steps = lines
    .slice(1)
    .map((line, at) => stepOf(lines[at]!, line))
    .filter((step) => step > 0 && step < HIGHEST_STEP)
    .sort((a, b) => a - b);
  return steps[Math.floor(steps.length / 2)] ?? HIGHEST_STEP / HIGHER_STEP;
}

type Sized = Pick<TextLine, 'baseline' | 'size'>;

function isOneSize(last: Sized, line: Sized): boolean {
  const ratio = line.size / last.size;
  return ratio <= SAME_SIZE && ratio >= 1 / SAME_SIZE;
}

function stepOf(last: Sized, line: Sized): number {
  return (last.baseline - line.baseline) / Math.max(last.size, line.size);
}

function isNew(
  last: Placed,
  line: Placed,
  beforeLast: Placed | undefined,
  step: number,
  page: Direction,
): boolean {
  if (!isOneSize(last, line)) return true;
  const own = stepOf(last, line);
  if (own < 0 || own > step * HIGHER_STEP || own > HIGHEST_STEP) return true;
  const indent = indentOf(last, line, page);
  // A line that is set in after one that is not; a second one as deep goes on with it.
  const lastIndent = beforeLast ? indentOf(beforeLast, last, page) : 0;
  return indent >= LEAST_INDENT && indent <= MOST_INDENT && lastIndent < LEAST_INDENT;
}

/** How much further in a line begins than the one before it, in sizes. */
function indentOf(last: Placed, line: Placed, page: Direction): number {
  return (page === 'right' ? last.right - line.right : line.left - last.left) / line.size;
}
