import { IDEOGRAPHS, READING_LETTERS } from '../../text/characters.js';
import type { Glyph } from './glyph.js';
import { firstFrom, type Row } from './rows.js';

const READING = new RegExp(`^[${READING_LETTERS}]+$`, 'u');
const READ = new RegExp(`[${IDEOGRAPHS}]`, 'u');

/** In sizes of what is read. */
const SMALLEST = 0.3;
const LARGEST = 0.7;
const LOWEST = 0.7;
const HIGHEST = 1.45;
const OVERHANG = 0.75;
const WIDEST_GAP = 0.75;
/** Rows below that may be what is read. */
const ROWS_NEAR = 6;
/** Glyphs on either side of a reading that it may reach over. */
const NEIGHBOURS = 2;

/** The rows without the readings (ruby) that are set in small letters over them, and these. */
export function withoutReadings(rows: readonly Row[]): {
  readonly rows: readonly Row[];
  readonly readings: readonly Glyph[];
} {
  const readings = new Set(
    rows
      .flatMap((row, at) => {
        const below = rows.slice(at + 1, at + 1 + ROWS_NEAR);
        return runsOf(row.glyphs).filter((run) => below.some((line) => isOver(run, line)));
      })
      .flat(),
  );
  if (readings.size === 0) return { rows, readings: [] };
  const rest = rows.map(({ baseline, glyphs }) => ({
    baseline,
    glyphs: glyphs.filter((glyph) => !readings.has(glyph)),
  }));
  return { rows: rest.filter(({ glyphs }) => glyphs.length > 0), readings: [...readings] };
}

/** Readings side by side; what others are set among is none. */
function runsOf(glyphs: readonly Glyph[]): Glyph[][] {
  const runs: Glyph[][] = [];
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue;
    const last = runs.at(-1)?.at(-1);
    if (last && glyph.left - last.right <= WIDEST_GAP * glyph.size) runs.at(-1)!.push(glyph);
    else runs.push([glyph]);
  }
  return runs.filter((run) => run.every(({ text }) => READING.test(text)));
}

function isOver(run: readonly Glyph[], line: Row): boolean {
  return run.every((glyph) => {
    const at = firstFrom(line.glyphs, ({ left }) => left > glyph.middle);
    const near = line.glyphs.slice(Math.max(0, at - NEIGHBOURS), at + NEIGHBOURS);
    return near.some((read) => isOn(glyph, read));
  });
}

function isOn(glyph: Glyph, read: Glyph): boolean {
  const rise = (glyph.baseline - read.baseline) / read.size;
  const ratio = glyph.size / read.size;
  const reach = OVERHANG * read.size;
  return (
    READ.test(read.text) &&
    ratio >= SMALLEST &&
    ratio <= LARGEST &&
    rise >= LOWEST &&
    rise <= HIGHEST &&
    glyph.middle >= read.left - reach &&
    glyph.middle <= read.right + reach
  );
}
