import { mostFrequent } from './segments.js';
import { endsSentence, goesOn } from './sentences.js';

/** What stands at the upper or lower edge of a page. */
export interface EdgeRow {
  readonly text: string;
  readonly baseline: number;
  /** The size of its letters, in points; above 0. */
  readonly size: number;
}

/** Rows on either edge that may be a head or a foot. */
const DEEPEST = 3;
/** In points: heights that differ by less are one. */
const UNEVEN = 6;
const FEWEST_PAGES = 2;
/** Pages on which a number must go up with them, where nothing else is the same. */
const FEWEST_NUMBERED = 3;
/** By a share: what is larger than the text is a title, but where most pages have the same. */
const TITLE_SIZE = 1.2;
const FEWEST_WITH_SAME = 3;
/** Words of a line beside its numbers, where those need not be the same. */
const MOST_BESIDE_NUMBERS = 6;
/** Fewer words are no sentence. */
const FEWEST_OF_SENTENCE = 3;
/** Words of a line that may stand close to the body. */
const MOST_CLOSE = 12;

/** From one line to the next, in sizes: others tell nothing of how lines are set. */
const LEAST_STEP = 0.8;
const MOST_STEP = 3.5;
/** Fewer do not tell how the lines of a page are set. */
const FEWEST_STEPS = 3;
/** In usual steps. */
const APART = 1.25;
const OTHER_SIZE = 1.05;
/** In sizes: farther than lines of one paragraph are, in most pages. */
const FAR = 2.2;

/** What is longer is told apart by its beginning. */
const LONGEST = 200;

const NUMBER = /\d+/gu;
const ROMAN = /^[ivxlc]+$/iu;
const WORD = /[^\s#]*\p{L}[^\s#]*/gu;
/** A number by itself at the beginning or the end of a line, as one of a page: not `1.` or `2021,`. */
const LONE_NUMBERS = [
  /^[-\u2013\u2014|([]*\s?(\d{1,5})(?:\s?\/\s?\d+)?\s?[-\u2013\u2014|)\]]*(?=\s|$)/u,
  /(?:^|\s)[-\u2013\u2014|([]*\s?(\d{1,5})(?:\s?\/\s?\d+)?\s?[-\u2013\u2014|)\]]*$/u,
];

/**
 * Running heads, feet and page numbers, by their repetition at one height of several pages: the same words,
 * few words that are the same but for digits, or a number that goes up with the pages. They are set apart
 * from the body by their place or their size: what goes on in the next line is body, whatever it says.
 *
 * @param pages the rows of each, from the top down
 * @returns for each page, so many rows at its top and at its end
 */
export function furnitureOf(
  pages: readonly (readonly EdgeRow[])[],
): { readonly head: number; readonly foot: number }[] {
  const seen = new Map<string, Set<number>>();
  pages.forEach((rows, page) => {
    for (const row of edges(rows)) {
      for (const key of keysOf(row, page)) {
        const on = seen.get(key) ?? new Set();
        seen.set(key, on.add(page));
      }
    }
  });
  const isRepeated = (key: string) =>
    (seen.get(key)?.size ?? 0) >= (key.startsWith(NUMBERED) ? FEWEST_NUMBERED : FEWEST_PAGES);
  const usual = usualSizeOf(pages.flat());
  const isOfMost = (key: string) => {
    const on = key.startsWith(SAME) ? (seen.get(key)?.size ?? 0) : 0;
    return on >= FEWEST_WITH_SAME && 2 * on > pages.length;
  };
  const stepOfAll = median(pages.flatMap(stepsOf));
  return pages.map((rows, page) => {
    const keys = (row: EdgeRow) =>
      keysOf(row, page).filter(row.size > TITLE_SIZE * usual ? isOfMost : isRepeated);
    const own = stepsOf(rows);
    const step = own.length >= FEWEST_STEPS ? median(own) : stepOfAll;
    const most = Math.min(DEEPEST, rows.length);
    let head = 0;
    for (let at = 0; at < most; at += 1) {
      const row = rows[at]!;
      const repeated = keys(row);
      if (repeated.length === 0) break;
      const next = rows[at + 1];
      if (!next || isApart(row, next, step) || mayBeClose(row, repeated, row, next)) head = at + 1;
    }
    let foot = 0;
    for (let at = 0; at < most - head; at += 1) {
      const row = rows[rows.length - 1 - at]!;
      const repeated = keys(row);
      if (repeated.length === 0) break;
      const last = rows[rows.length - 2 - at];
      if (!last || isApart(last, row, step) || mayBeClose(row, repeated, last, row)) foot = at + 1;
    }
    return { head, foot };
  });
}

function usualSizeOf(rows: readonly EdgeRow[]): number {
  const counts = new Map<number, number>();
  for (const { size, text } of rows) counts.set(size, (counts.get(size) ?? 0) + text.length);
  return mostFrequent(counts);
}

function edges(rows: readonly EdgeRow[]): readonly EdgeRow[] {
  return rows.length <= 2 * DEEPEST ? rows : [...rows.slice(0, DEEPEST), ...rows.slice(-DEEPEST)];
}

function stepsOf(rows: readonly EdgeRow[]): number[] {
  return rows
    .slice(1)
    .map((row, at) => stepOf(rows[at]!, row))
    .filter((step) => step >= LEAST_STEP && step <= MOST_STEP);
}

function stepOf(upper: EdgeRow, lower: EdgeRow): number {
  return (upper.baseline - lower.baseline) / Math.max(upper.size, lower.size);
}

/** Returns the median step; 0 where there are none, so that any step is wider. */
function median(steps: readonly number[]): number {
  return steps.toSorted((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 0;
}

function isApart(upper: EdgeRow, lower: EdgeRow, step: number): boolean {
  const ratio = upper.size / lower.size;
  return ratio > OTHER_SIZE || ratio < 1 / OTHER_SIZE || stepOf(upper, lower) > step * APART;
}

/**
 * Whether a row that is not set apart from the page's few other rows may still be furniture: a short one
 * that is always the same, and far from its neighbour or with another sentence.
 */
function mayBeClose(
  row: EdgeRow,
  repeated: readonly string[],
  upper: EdgeRow,
  lower: EdgeRow,
): boolean {
  return (
    repeated.some((key) => key.startsWith(SAME)) &&
    row.text.trim().split(/\s+/u).length <= MOST_CLOSE &&
    (!goesOn(upper.text, lower.text) || stepOf(upper, lower) > FAR)
  );
}

const SAME = 'same ';
const ALIKE = 'alike ';
const NUMBERED = 'number ';

/** Returns the keys that rows share which are furniture of one kind. */
function keysOf({ text, baseline }: EdgeRow, page: number): string[] {
  const words = text.slice(0, LONGEST).replace(/\s+/gu, ' ').trim();
  const heights = new Set([Math.floor(baseline / UNEVEN), Math.ceil(baseline / UNEVEN)]);
  return [`${SAME}${words}`, ...numberedKeys(words, page)].flatMap((key) =>
    [...heights].map((height) => `${key} at ${height}`),
  );
}

function numberedKeys(words: string, page: number): string[] {
  if (ROMAN.test(words)) return [`${ALIKE}#`];
  const numbers = words.match(NUMBER);
  if (!numbers) return [];
  const masked = words.replace(NUMBER, '#');
  const beside = masked.match(WORD)?.length ?? 0;
  const isShort =
    beside <= MOST_BESIDE_NUMBERS && (beside < FEWEST_OF_SENTENCE || !endsSentence(words));
  const running = isShort
    ? [numbers[0], numbers.at(-1)!].filter(({ length }) => length < 6)
    : LONE_NUMBERS.flatMap((lone) => lone.exec(words)?.[1] ?? []);
  return [
    ...(isShort ? [`${ALIKE}${masked}`] : []),
    ...[...new Set(running)].map((number) => `${NUMBERED}${Number(number) - page}`),
  ];
}
