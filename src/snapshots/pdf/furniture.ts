/** What stands at the upper or lower edge of a page. */
export interface EdgeRow {
  readonly text: string;
  readonly baseline: number;
}

/** Rows on either edge that may be a head or a foot. */
const DEEPEST = 3;
/** In points: heights that differ by less are one. */
const UNEVEN = 6;
const FEWEST_PAGES = 2;
/** Pages on which a number must go up with them, where nothing else is the same. */
const FEWEST_NUMBERED = 3;

/** What is longer is told apart by its beginning. */
const LONGEST = 200;

const NUMBER = /\d+/gu;
const ROMAN = /^[ivxlc]+$/iu;

/**
 * Running heads, feet and page numbers, by their repetition: the same words but for digits at one height
 * of several pages, or a number that goes up with them.
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
  const isFurniture = (row: EdgeRow, page: number) =>
    keysOf(row, page).some(
      (key) =>
        (seen.get(key)?.size ?? 0) >= (key.startsWith(NUMBERED) ? FEWEST_NUMBERED : FEWEST_PAGES),
    );
  return pages.map((rows, page) => {
    const most = Math.min(DEEPEST, rows.length);
    let head = 0;
    while (head < most && isFurniture(rows[head]!, page)) head += 1;
    let foot = 0;
    while (foot < most - head && isFurniture(rows[rows.length - 1 - foot]!, page)) foot += 1;
    return { head, foot };
  });
}

function edges(rows: readonly EdgeRow[]): readonly EdgeRow[] {
  return rows.length <= 2 * DEEPEST ? rows : [...rows.slice(0, DEEPEST), ...rows.slice(-DEEPEST)];
}

const NUMBERED = 'number ';

/** What rows have in common that are furniture of one kind. */
function keysOf({ text, baseline }: EdgeRow, page: number): string[] {
  const words = text.slice(0, LONGEST).replace(/\s+/gu, ' ').trim();
  const keys = [ROMAN.test(words) ? '#' : words.replace(NUMBER, '#')];
  const numbers = words.match(NUMBER) ?? [];
  for (const number of new Set([numbers[0], numbers.at(-1)])) {
    if (number !== undefined && number.length < 6) keys.push(`${NUMBERED}${Number(number) - page}`);
  }
  const heights = new Set([Math.floor(baseline / UNEVEN), Math.ceil(baseline / UNEVEN)]);
  return keys.flatMap((key) => [...heights].map((height) => `${key} at ${height}`));
}
