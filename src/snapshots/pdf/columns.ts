import { usualSize, type Segment } from './segments.js';

/** The segments on one height, from left to right; at least one. */
export type Line = readonly Segment[];

interface Gap {
  readonly left: number;
  readonly right: number;
}

/** The lines of a page in the order of reading. */
export interface Columns {
  /** What is read on one after the other. */
  readonly runs: readonly (readonly Line[])[];
  /** What the text flows past: pull quotes, captions. */
  readonly asides: readonly (readonly Line[])[];
}

/** In points, and in sizes of small letters. Columns of print are not set closer. */
const NARROWEST_GUTTER = 5;
const NARROWEST_OF_SIZE = 0.7;
/** In sizes of its letters: what is mostly narrower are cells of a table. */
const NARROWEST_COLUMN = 7;
const FEWEST_LINES = 2;
/** In sizes, from one line of a column to the next. */
const HIGHEST_STEP = 3.5;
/** In sizes: lines of two columns that are not of one height. */
const SIDE_BY_SIDE = 0.7;
/** By a share: what text flows past is in larger or smaller letters; a single line, in far larger ones. */
const OTHER_SIZE = 1.15;
const SIZE_OF_SINGLE = 1.5;
/** Columns within columns; and gaps that a gutter is looked for among, the widest. */
const DEEPEST = 4;
const MOST_GAPS = 16;
/** What begins after a wider step than those within it, by a share, may be columns below a table. */
const WIDER_STEP = 1.4;
const MOST_RESTARTS = 20;
/** In sizes: more than from line to line. Columns of one height end within so many lines. */
const APART = 1.8;
const LAST_LINES = 2;

/**
 * Columns are read from the top down, one after the other; what goes over their gutter divides those above
 * it from those below. The rows of a table stay rows.
 *
 * @param rows from the top down
 * @param isFromRight whether the column on the right is the first
 */
export function columnsOf(rows: readonly Line[], isFromRight: boolean): Columns {
  const asides: Line[][] = [];
  return { runs: runsOf(rows, isFromRight, asides, 0), asides };
}

/** @param asides takes what is found of them */
function runsOf(
  rows: readonly Line[],
  isFromRight: boolean,
  asides: Line[][],
  depth: number,
): Line[][] {
  const lines = sideBySide(rows);
  const runs: Line[][] = [];
  let single: Line[] = [];
  // Lines before it were tried already.
  let tried = 0;
  let restarts = 0;
  for (let at = 0; at < lines.length;) {
    const zone = depth < DEEPEST ? zoneFrom(lines, at, single, tried) : undefined;
    if (!zone) {
      single.push(lines[at]!);
      at += 1;
      continue;
    }
    const within = [...single.slice(single.length - zone.above), ...lines.slice(at, zone.end)];
    const past = [single[single.length - zone.above - 1], lines[zone.end]];
    const flow = flowOf(within, zone.gaps, past);
    const sides = twoSides(within, zone.gaps);
    if (flow) {
      single.length -= zone.above;
      asides.push(...runsOf(flow.aside, isFromRight, asides, depth + 1));
      single.push(...flow.text);
    } else if (sides) {
      single.length -= zone.above;
      if (single.length > 0) runs.push(single);
      single = [];
      if (isFromRight) sides.reverse();
      for (const side of sides) runs.push(...runsOf(side, isFromRight, asides, depth + 1));
    } else {
      const restart = restarts < MOST_RESTARTS ? restartIn(lines, at, zone.end) : zone.end;
      restarts += 1;
      single.push(...lines.slice(at, restart));
      tried = single.length;
      at = restart;
      continue;
    }
    tried = single.length;
    at = zone.end;
  }
  if (single.length > 0) runs.push(single);
  return runs;
}

/** Rows of nearly one height that do not stand over each other are taken for one. */
function sideBySide(rows: readonly Line[]): Line[] {
  const lines: Segment[][] = [];
  for (const row of rows) {
    const line = lines.at(-1);
    if (line && isBeside(line, row)) {
      line.push(...row);
      line.sort((a, b) => a.left - b.left);
    } else {
      lines.push([...row]);
    }
  }
  return lines;
}

function isBeside(line: Line, row: Line): boolean {
  const [one, other] = [line[0]!, row[0]!];
  if (one.baseline - other.baseline >= SIDE_BY_SIDE * Math.min(one.size, other.size)) return false;
  const all = [...line, ...row].sort((a, b) => a.left - b.left);
  return all.every((segment, at) => at === 0 || all[at - 1]!.right <= segment.left);
}

/** Lines with a gap in common: so many above, and up to the end. */
interface Zone {
  readonly above: number;
  readonly end: number;
  readonly gaps: readonly Gap[];
}

function zoneFrom(
  lines: readonly Line[],
  start: number,
  before: readonly Line[],
  tried: number,
): Zone | undefined {
  let gaps = innerGaps(lines[start]!);
  if (gaps.length === 0) return undefined;
  let end = start + 1;
  for (; end < lines.length && !isFar(lines[end - 1]!, lines[end]!); end += 1) {
    const common = commonGaps(gaps, lines[end]!);
    if (common.length === 0 || isBelow(lines, start, end, common[0]!)) break;
    gaps = common;
  }
  // A column may begin higher than the one beside it.
  let above = 0;
  let below = lines[start]!;
  while (before.length - above > tried) {
    const line = before[before.length - above - 1]!;
    const common = commonGaps(gaps, line);
    if (common.length === 0 || isFar(line, below)) break;
    gaps = common;
    below = line;
    above += 1;
  }
  return { above, end, gaps };
}

/** The first line of those that is farther from the one before it than the next is from it. */
function restartIn(lines: readonly Line[], start: number, end: number): number {
  const step = (at: number) => lines[at - 1]![0]!.baseline - lines[at]![0]!.baseline;
  for (let at = start + 1; at < Math.min(end, lines.length - 1); at += 1) {
    if (step(at) > WIDER_STEP * step(at + 1)) return at;
  }
  return end;
}

/** Whether a line that stands on one side stands farther down than columns that end at one height. */
function isBelow(lines: readonly Line[], start: number, at: number, gap: Gap): boolean {
  const [last, line] = [lines[at - 1]!, lines[at]!];
  const isLeft = ({ left }: Segment) => left < gap.left;
  const isOneSided = (segments: readonly Segment[]) =>
    segments.every(isLeft) || !segments.some(isLeft);
  const step = last[0]!.baseline - line[0]!.baseline;
  const ends = lines.slice(Math.max(start, at - LAST_LINES), at).flat();
  return step > APART * last[0]!.size && isOneSided(line) && !isOneSided(ends);
}

function innerGaps(line: Line): Gap[] {
  return line
    .slice(1)
    .map((segment, at) => ({ left: line[at]!.right, right: segment.left }))
    .filter(isGutterOf(line))
    .sort((a, b) => width(b) - width(a))
    .slice(0, MOST_GAPS);
}

/** Returns the parts of the gaps that the line leaves free. */
function commonGaps(gaps: readonly Gap[], line: Line): Gap[] {
  return gaps
    .flatMap((gap) => {
      let { left } = gap;
      const free: Gap[] = [];
      for (const segment of line) {
        if (segment.right <= left) continue;
        if (segment.left >= gap.right) break;
        free.push({ left, right: segment.left });
        left = segment.right;
      }
      return [...free, { left, right: gap.right }];
    })
    .filter(isGutterOf(line))
    .sort((a, b) => width(b) - width(a))
    .slice(0, MOST_GAPS);
}

const width = ({ left, right }: Gap) => right - left;
function isGutterOf(line: Line): (gap: Gap) => boolean {
  const narrowest = Math.min(NARROWEST_GUTTER, NARROWEST_OF_SIZE * line[0]!.size);
  return (gap) => width(gap) >= narrowest;
}

function isFar(line: Line, next: Line): boolean {
  const [one, other] = [line[0]!, next[0]!];
  return one.baseline - other.baseline > HIGHEST_STEP * Math.max(one.size, other.size);
}

/** Returns the two sides of the widest gap that has columns of text beside it. */
function twoSides(lines: readonly Line[], gaps: readonly Gap[]): Line[][] | undefined {
  return gaps.map((gap) => sidesOf(lines, gap)).find((sides) => sides.every(isColumn));
}

function sidesOf(lines: readonly Line[], gap: Gap): [Line[], Line[]] {
  const side = (isOn: (segment: Segment) => boolean) =>
    lines.map((line) => line.filter(isOn)).filter((line) => line.length > 0);
  return [side((segment) => segment.left < gap.left), side((segment) => segment.left >= gap.left)];
}

interface Flow {
  readonly text: readonly Line[];
  readonly aside: readonly Line[];
}

/**
 * Parts text from something in other letters that it flows past.
 *
 * @param past the lines above and below
 */
function flowOf(
  lines: readonly Line[],
  gaps: readonly Gap[],
  past: readonly (Line | undefined)[],
): Flow | undefined {
  return gaps
    .map((gap) => sidesOf(lines, gap))
    .flatMap(([left, right]) => [
      { text: left, aside: right },
      { text: right, aside: left },
    ])
    .find((flow) => isFlow(flow, past));
}

function isFlow({ text, aside }: Flow, past: readonly (Line | undefined)[]): boolean {
  if (aside.length === 0 || !isColumn(text)) return false;
  const size = usualSize(text.flat());
  const own = usualSize(aside.flat());
  const least = aside.length < FEWEST_LINES ? SIZE_OF_SINGLE : OTHER_SIZE;
  const isOther = own > least * size || size > OTHER_SIZE * own;
  const isApart = [text, aside].every((lines, at) =>
    lines.flat().every((segment) => !isLike(segment.size, at === 0 ? own : size)),
  );
  const isLess = areaOf(aside) < areaOf(text);
  const goesPast = past.some((line) => line && usualSize(line) === size && isNear(line, text));
  return isOther && isApart && isLess && goesPast;
}

function isLike(size: number, other: number): boolean {
  return size < OTHER_SIZE * other && other < OTHER_SIZE * size;
}

function areaOf(lines: readonly Line[]): number {
  return lines.flat().reduce((sum, { left, right, size }) => sum + (right - left) / size, 0);
}

/** Whether the lines go on in it, above or below. */
function isNear(line: Line, lines: readonly Line[]): boolean {
  const [first, last] = [lines[0]!, lines.at(-1)!];
  return line[0]!.baseline > first[0]!.baseline ? !isFar(line, first) : !isFar(last, line);
}

/** Whether half of its lines have wide pieces; those of others may be set so wide that words stand apart. */
function isColumn(lines: readonly Line[]): boolean {
  const wide = lines.filter((line) => areaOf([line]) >= NARROWEST_COLUMN * line.length);
  return wide.length >= Math.max(FEWEST_LINES, lines.length / 2);
}
