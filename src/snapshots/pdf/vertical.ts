import { WIDE } from '../../text/characters.js';
import type { Glyph, PageGlyphs } from './glyph.js';

/** The direction in which upright signs follow each other in vertical lines, as that of `PageGlyphs`. */
const DOWNWARDS = 270;
const UPRIGHT = 0;

/** With the signs that have forms of their own in vertical lines, and dashes and dots. */
const EAST_ASIAN = new RegExp(
  `^[${WIDE}\\p{Script=Hangul}\\p{Script=Bopomofo}\\uFE10-\\uFE4F\u2014\u2025\u2026]+$`,
  'u',
);

/** Places in a line that tell that it is a vertical one; on a page that has some, fewer do. */
const FEWEST_PLACES = 4;
const FEWEST_BESIDE_OTHERS = 2;
/** In sizes, from one place to the next one below. */
const LEAST_STEP = 0.5;
const MOST_STEP = 1.6;
/** In sizes: the square that a sign stands in, about its baseline. */
const BELOW_BASELINE = 0.12;
const ABOVE_BASELINE = 1 - BELOW_BASELINE;
const UNEVEN = 0.1;

/** A vertical line as far as it goes; signs of one place are digits that are set side by side. */
type Column = Glyph[][];

/**
 * Lines that are written from the top down, of signs that stand upright, go to the frame of what is turned
 * a quarter to the right: there they run from left to right as all do, with the Latin words in them.
 */
export function withVertical(glyphs: PageGlyphs): PageGlyphs {
  const upright = glyphs.get(UPRIGHT) ?? [];
  const columns = columnsOf(upright);
  if (!columns.some(({ length }) => length >= FEWEST_PLACES)) return glyphs;
  const vertical = columns.filter(({ length }) => length >= FEWEST_BESIDE_OTHERS);
  const moved = new Set(vertical.flat(2));
  return new Map([
    ...glyphs,
    [UPRIGHT, upright.filter((glyph) => !moved.has(glyph))],
    [DOWNWARDS, [...(glyphs.get(DOWNWARDS) ?? []), ...vertical.flatMap(turned)]],
  ]);
}

/** @param glyphs as they are drawn one after the other */
function columnsOf(glyphs: readonly Glyph[]): Column[] {
  const columns: Column[] = [];
  let column: Column = [];
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') continue;
    const place = column.at(-1);
    if (place && isBelow(column[0]![0]!, place[0]!, glyph)) column.push([glyph]);
    else if (place && isBesideIn(column[0]![0]!, place, glyph)) place.push(glyph);
    else columns.push((column = [[glyph]]));
  }
  return columns.filter((places) => 2 * places.filter(isEastAsian).length > places.length);
}

const isEastAsian = (place: readonly Glyph[]) => EAST_ASIAN.test(place[0]!.text);

function isBelow(first: Glyph, last: Glyph, glyph: Glyph): boolean {
  const step = (last.baseline - glyph.baseline) / first.size;
  return isWithin(first, glyph) && step >= LEAST_STEP && step <= MOST_STEP;
}

function isBesideIn(first: Glyph, place: readonly Glyph[], glyph: Glyph): boolean {
  const last = place.at(-1)!;
  return (
    isWithin(first, glyph) &&
    !EAST_ASIAN.test(last.text) &&
    Math.abs(last.baseline - glyph.baseline) < UNEVEN * first.size &&
    glyph.middle > last.middle
  );
}

/** Whether a sign stands in the column that another one begins. */
function isWithin({ left, size }: Glyph, glyph: Glyph): boolean {
  const reach = UNEVEN * size;
  return (
    glyph.size <= size * (1 + UNEVEN) &&
    glyph.left >= left - reach &&
    glyph.middle <= left + size + reach
  );
}

function turned(column: Column): Glyph[] {
  const { left, size } = column.find(isEastAsian)![0]!;
  return column.flatMap((place) =>
    place.map((glyph, at) => {
      const start = -glyph.baseline - ABOVE_BASELINE * size;
      const [from, to] = [at, at + 1].map((part) => start + (part / place.length) * size);
      return {
        ...glyph,
        left: from!,
        right: to!,
        middle: (from! + to!) / 2,
        top: left + size,
        baseline: left + BELOW_BASELINE * size,
        size,
      };
    }),
  );
}
