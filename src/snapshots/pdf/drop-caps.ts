import { byPlace, type Glyph } from './glyph.js';
import type { Row } from './rows.js';
import { mostFrequent } from './segments.js';

/** On a page; more are something else. */
const MOST = 20;

/** In sizes of the text beside it. */
const BIGGER = 1.7;
const HIGHEST = 8;
const NEAR = 1.5;
/** Shares of the size of the text by which its letters reach over their baseline. */
const LETTER_HEIGHT = 0.35;
const UPPER_EDGE = 1.3;

/**
 * The big first letter of a chapter stands on a line further down than that which it begins; it is put
 * before the first of the lines beside it.
 */
export function withDropCaps(rows: readonly Row[]): Row[] {
  const counts = new Map<number, number>();
  for (const { glyphs } of rows) {
    for (const { size } of glyphs) counts.set(size, (counts.get(size) ?? 0) + 1);
  }
  const usual = mostFrequent(counts);
  const moved = new Map<Glyph, number>();
  rows.forEach((row, at) => {
    row.glyphs.forEach((glyph, place) => {
      if (
        moved.size > MOST ||
        !isDropCap(glyph, row.glyphs[place - 1], row.glyphs[place + 1], usual)
      )
        return;
      const first = firstBeside(glyph, rows, at);
      if (first !== undefined) moved.set(glyph, first);
    });
  });
  if (moved.size === 0 || moved.size > MOST) return [...rows];
  return rows
    .map((row, at) => {
      const letters = [...moved].filter(([, to]) => to === at).map(([glyph]) => glyph);
      const rest = row.glyphs.filter((glyph) => !moved.has(glyph));
      const glyphs = [...letters.map((glyph) => before(glyph, rest)), ...rest];
      return { baseline: row.baseline, glyphs: glyphs.sort(byPlace) };
    })
    .filter(({ glyphs }) => glyphs.length > 0);
}

function isDropCap(
  glyph: Glyph,
  last: Glyph | undefined,
  next: Glyph | undefined,
  usual: number,
): boolean {
  const isAlone = (other: Glyph | undefined) => !other || other.size * BIGGER <= glyph.size;
  return (
    glyph.size >= BIGGER * usual &&
    glyph.size <= HIGHEST * usual &&
    /^\p{L}\p{M}*$/u.test(glyph.text) &&
    isAlone(last) &&
    isAlone(next)
  );
}

/** The uppermost line that begins beside it, where it is not its own. */
function firstBeside(cap: Glyph, rows: readonly Row[], own: number): number | undefined {
  let first: number | undefined;
  for (let at = own - 1; at >= 0; at -= 1) {
    const { baseline, glyphs } = rows[at]!;
    const beside = glyphs.find(
      ({ text, left }) => text.trim() !== '' && left >= cap.right - 0.1 * cap.size,
    );
    if (baseline > cap.top + 0.5 * cap.size) break;
    if (!beside || beside.left - cap.right > NEAR * beside.size) continue;
    const isWithin =
      baseline + LETTER_HEIGHT * beside.size <= cap.top + UPPER_EDGE * beside.size &&
      baseline <= cap.top &&
      baseline > cap.baseline;
    if (isWithin) first = at;
  }
  return first;
}

/** As large as the text, and right before it. */
function before(cap: Glyph, glyphs: readonly Glyph[]): Glyph {
  const next = glyphs.find(
    ({ text, left }) => text.trim() !== '' && left >= cap.right - 0.1 * cap.size,
  );
  return next ? { ...cap, right: next.left, baseline: next.baseline, size: next.size } : cap;
}
