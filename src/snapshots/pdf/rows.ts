import { byPlace, type Glyph } from './glyph.js';

/** What stands on one height, from left to right. */
export interface Row {
  readonly baseline: number;
  readonly glyphs: readonly Glyph[];
}

/** Share of the size by which letters of one line differ in height. */
const UNEVEN = 0.13;
/** Rows that a glyph is compared with: those of letters of other sizes may lie in between. */
const OPEN_ROWS = 6;
/** Share of its width by which a letter that is drawn again, to look bolder, is moved. */
const SHIFTED = 0.3;
const COMPARED = 6;

/** Sorts glyphs into rows, from the top down. */
export function rowsOf(glyphs: readonly Glyph[]): Row[] {
  const rows: { baseline: number; size: number; glyphs: Glyph[] }[] = [];
  for (const glyph of glyphs.toSorted((a, b) => b.baseline - a.baseline)) {
    const row = rows
      .slice(-OPEN_ROWS)
      .find(
        ({ baseline, size }) =>
          baseline - glyph.baseline <= UNEVEN * Math.min(size, glyph.size) + 0.01,
      );
    if (row) row.glyphs.push(glyph);
    else rows.push({ baseline: glyph.baseline, size: glyph.size, glyphs: [glyph] });
  }
  return rows.map((row) => ({
    baseline: row.baseline,
    glyphs: drawnOnce(row.glyphs.toSorted(byPlace)),
  }));
}

/** Drops the glyphs that are drawn again over themselves. */
function drawnOnce(glyphs: readonly Glyph[]): Glyph[] {
  const kept: Glyph[] = [];
  for (const glyph of glyphs) {
    const isAgain = kept
      .slice(-COMPARED)
      .some(
        (other) =>
          other.text === glyph.text &&
          other.visible === glyph.visible &&
          Math.abs(other.left - glyph.left) < SHIFTED * (glyph.right - glyph.left) &&
          Math.abs(other.size - glyph.size) < 0.1 * glyph.size,
      );
    if (!isAgain) kept.push(glyph);
  }
  return kept;
}

/** The first place from which on all items are so, by halves; their number where none is. */
export function firstFrom<Item>(items: readonly Item[], isSo: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isSo(items[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
