import { byPlace, type Glyph } from './glyph.js';
import { firstFrom, type Row } from './rows.js';

const PLAIN = '0123456789+-−=()';
const SUPERSCRIPTS = new Map([...PLAIN].map((sign, at) => [sign, [...'⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾'][at]!]));
const SUBSCRIPTS = new Map([...PLAIN].map((sign, at) => [sign, [...'₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎'][at]!]));

/** Glyphs of a note number or an exponent. */
const LONGEST = 12;
/** Rows on either side that the line is looked for in. */
const ROWS_NEAR = 6;
/** Shares of the line's size. */
const SMALLER = 0.95;
const SMALLEST = 0.4;
const LOWEST_RAISE = 0.12;
const HIGHEST_RAISE = 0.8;
const HIGHEST_LOWERING = 0.06;
const LOWEST_LOWERING = 0.5;
const NEAR = 0.35;

/**
 * Raised and lowered signs are put on the line that they belong to, digits as the superscripts and
 * subscripts of Unicode: 10⁶ is not 106, nor a note's number part of the number before it. Letters stay
 * what they are.
 */
export function withRaised(rows: readonly Row[]): Row[] {
  const lines = rows.map((row) => ({ baseline: row.baseline, glyphs: [...row.glyphs] }));
  const taken = new Set<Glyph>();
  rows.forEach((row, at) => {
    for (const run of shortRuns(row.glyphs)) {
      const host = hostOf(run, rows, at);
      if (!host) continue;
      run.forEach((glyph) => taken.add(glyph));
      lines[host.row]!.glyphs.push(...run.map((glyph) => onLine(glyph, host.glyph)));
    }
  });
  return lines
    .map(({ baseline, glyphs }) => ({
      baseline,
      glyphs: glyphs.filter((glyph) => !taken.has(glyph)).toSorted(byPlace),
    }))
    .filter(({ glyphs }) => glyphs.length > 0);
}

/** Runs of glyphs side by side. */
function shortRuns(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  for (const glyph of glyphs) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    const isBeside = last !== undefined && glyph.left - last.right < 0.5 * glyph.size;
    if (isBeside && glyph.size / last.size < 1.3 && last.size / glyph.size < 1.3) run!.push(glyph);
    else runs.push([glyph]);
  }
  return runs.filter(({ length }) => length <= LONGEST);
}

/** The letter of another row that a run is raised or lowered beside. */
function hostOf(
  run: readonly Glyph[],
  rows: readonly Row[],
  own: number,
): { readonly row: number; readonly glyph: Glyph } | undefined {
  const words = run.filter(({ text }) => text.trim() !== '');
  const first = words[0];
  const last = words.at(-1);
  if (!first || !last) return undefined;
  const near: { row: number; glyph: Glyph; distance: number }[] = [];
  for (let row = own - ROWS_NEAR; row <= own + ROWS_NEAR; row += 1) {
    if (row === own) continue;
    for (const glyph of beside(rows[row]?.glyphs ?? [], first.left, last.right)) {
      if (!isLineOf(first, glyph)) continue;
      const distance = Math.min(
        Math.abs(first.left - glyph.right),
        // It belongs to the word before it, if it can.
        Math.abs(glyph.left - last.right) + 0.1 * glyph.size,
      );
      if (distance <= NEAR * glyph.size) near.push({ row, glyph, distance });
    }
  }
  return near.sort((a, b) => a.distance - b.distance)[0];
}

/** The last glyph that begins before `from`, and the first that begins after `to`. */
function beside(glyphs: readonly Glyph[], from: number, to: number): Glyph[] {
  const before = firstFrom(glyphs, ({ left }) => left >= from);
  const end = to - 0.5 * NEAR * (glyphs[before]?.size ?? 0);
  const after = firstFrom(glyphs, ({ left }) => left >= end);
  const words = [glyphs[before - 1], glyphs[after]];
  return words.filter((glyph) => glyph !== undefined && glyph.text.trim() !== '') as Glyph[];
}

function isLineOf(glyph: Glyph, line: Glyph): boolean {
  if (glyph.size > SMALLER * line.size || glyph.size < SMALLEST * line.size) return false;
  const rise = (glyph.baseline - line.baseline) / line.size;
  return (
    (rise >= LOWEST_RAISE && rise <= HIGHEST_RAISE) ||
    (rise <= -HIGHEST_LOWERING && rise >= -LOWEST_LOWERING)
  );
}

function onLine(glyph: Glyph, line: Glyph): Glyph {
  const signs = glyph.baseline > line.baseline ? SUPERSCRIPTS : SUBSCRIPTS;
  const text = [...glyph.text].map((sign) => signs.get(sign) ?? sign).join('');
  return { ...glyph, text, baseline: line.baseline };
}
