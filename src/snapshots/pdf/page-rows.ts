import type { Line } from './columns.js';
import { directionOf, RIGHT_TO_LEFT, type Direction } from './direction.js';
import { withDropCaps } from './drop-caps.js';
import type { Glyph, PageGlyphs } from './glyph.js';
import { composedRows } from './marks.js';
import { withRaised } from './raised.js';
import { withoutReadings } from './readings.js';
import { rowsOf, type Row } from './rows.js';
import { segmentsOf } from './segments.js';
import { withVertical } from './vertical.js';

/** What a page has, without its glyphs: of all pages at once, rows are kept and glyphs are not. */
export interface PageRows {
  /** The lines from the top down, in the direction in which most of the page is written. */
  readonly main: readonly Line[];
  /** What is written in other directions, and readings over their words, each for itself. */
  readonly turned: readonly (readonly Line[])[];
  /** What no reader sees. */
  readonly invisible: readonly (readonly Line[])[];
  /** The side on which most of it begins. */
  readonly direction: Direction;
  /** UTF-16 code units of all of it, at least. */
  readonly characters: number;
}

export function pageRows(glyphs: PageGlyphs): PageRows {
  const all = [...withVertical(glyphs).values()];
  const visible = framesOf(all, true);
  const frames = visible.map(frameOf);
  const [main = [], ...others] = frames.map(({ lines }) => lines);
  const turned = [...others, ...frames.map(({ readings }) => readings)];
  const invisible = framesOf(all, false)
    .map(frameOf)
    .flatMap(({ lines, readings }) => [lines, readings]);
  return {
    main,
    turned,
    invisible,
    direction: directionOf((visible[0] ?? []).map(({ text }) => text)),
    characters: [main, ...turned, ...invisible]
      .flat(2)
      .reduce((sum, { seen }) => sum + lengthOf(seen), 0),
  };
}

/** Those with the most letters first. */
function framesOf(frames: readonly (readonly Glyph[])[], visible: boolean): Glyph[][] {
  return frames
    .map((glyphs) => glyphs.filter((glyph) => glyph.visible === visible))
    .filter((glyphs) => glyphs.some(({ text }) => text.trim() !== ''))
    .sort((a, b) => b.length - a.length);
}

/** The lines of a frame, and those of the readings that are set over their words. */
function frameOf(glyphs: readonly Glyph[]): {
  readonly lines: readonly Line[];
  readonly readings: readonly Line[];
} {
  const isRight = glyphs.some(({ text }) => RIGHT_TO_LEFT.test(text));
  const linesOf = (rows: readonly Row[]) =>
    rows.map((row) => segmentsOf(row, isRight)).filter((line) => line.length > 0);
  const { rows, readings } = withoutReadings(composedRows(glyphs));
  return { lines: linesOf(withRaised(withDropCaps(rows))), readings: linesOf(rowsOf(readings)) };
}

function lengthOf(pieces: readonly string[]): number {
  return pieces.reduce((sum, piece) => sum + piece.length, 0);
}
