import { byPlace, type Glyph } from './glyph.js';
import type { Row } from './rows.js';
import { mostFrequent } from './segments.js';

/** On a page; more are something else. */
const MOST = 20;

/** In sizes of the text beside it. */
const BIGGER = 1.7;
const HIGHEST = 8;
const NEAR = 1.5;
/** A letter, with the quote mark before it, or a number. */
const CAP = /^(?:["'\u2018\u201C\u201E\u201A\u00AB]{0,2}\p{L}\p{M}*|\p{Nd}+)$/u;
const LONGEST = 4;
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
  const caps: { readonly cap: readonly Glyph[]; readonly to: number }[] = [];
  rows.forEach((row, at) => {
    for (const cap of bigRuns(row.glyphs, usual)) {
      const to = caps.length > MOST ? undefined : firstBeside(cap.at(-1)!, rows, at);
      if (to !== undefined) caps.push({ cap, to });
    }
  });
  if (caps.length === 0 || caps.length > MOST) return [...rows];
  const moved = new Set(caps.flatMap(({ cap }) => cap));
  return rows
    .map((row, at) => {
      const own = caps.filter(({ to }) => to === at);
      const rest = row.glyphs.filter((glyph) => !moved.has(glyph));
      const glyphs = [...own.flatMap(({ cap }) => before(cap, rest)), ...rest];
      return { baseline: row.baseline, glyphs: glyphs.sort(byPlace) };
    })
    .filter(({ glyphs }) => glyphs.length > 0);
}

/** The letters or numbers of a row that are far larger than the text and what is beside them. */
function bigRuns(glyphs: readonly Glyph[], usual: number): Glyph[][] {
  const runs: Glyph[][] = [];
  for (let at = 0; at < glyphs.length;) {
    let end = at;
    while (end < glyphs.length && isBig(glyphs[end]!, usual)) end += 1;
    const run = glyphs.slice(at, end);
    const isAlone = [glyphs[at - 1], glyphs[end]].every(
      (other) => !other || other.size * BIGGER <= glyphs[at]!.size,
    );
    if (run.length > 0 && run.length <= LONGEST && isAlone && CAP.test(textOf(run))) runs.push(run);
    at = Math.max(end, at + 1);
  }
  return runs;
}

const textOf = (glyphs: readonly Glyph[]) => glyphs.map(({ text }) => text).join('');

function isBig({ size, text }: Glyph, usual: number): boolean {
  return text.trim() !== '' && size >= BIGGER * usual && size <= HIGHEST * usual;
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

/** Makes a drop cap as large as the text, and puts it right before it. */
function before(cap: readonly Glyph[], glyphs: readonly Glyph[]): Glyph[] {
  const last = cap.at(-1)!;
  const next = glyphs.find(
    ({ text, left }) => text.trim() !== '' && left >= last.right - 0.1 * last.size,
  );
  if (!next) return [...cap];
  return cap.map((glyph, at) => ({
    ...glyph,
    right: cap[at + 1]?.left ?? next.left,
    baseline: next.baseline,
    size: next.size,
  }));
}
