import { RIGHT_TO_LEFT } from './direction.js';
import type { Glyph } from './glyph.js';
import { firstFrom, rowsOf, type Row } from './rows.js';

/** Accents that are drawn by themselves over or under a letter, as in TeX's first encoding (OT1). */
const SPACING_ACCENTS: ReadonlyMap<string, string> = new Map([
  ['`', '\u0300'],
  ['\u00B4', '\u0301'],
  ['\u02CA', '\u0301'],
  ['\u02CB', '\u0300'],
  ['^', '\u0302'],
  ['\u02C6', '\u0302'],
  ['~', '\u0303'],
  ['\u02DC', '\u0303'],
  ['\u00AF', '\u0304'],
  ['\u02C9', '\u0304'],
  ['\u02D8', '\u0306'],
  ['\u02D9', '\u0307'],
  ['\u00A8', '\u0308'],
  ['\u02DA', '\u030A'],
  ['\u02DD', '\u030B'],
  ['\u02C7', '\u030C'],
  ['\u00B8', '\u0327'],
  ['\u02DB', '\u0328'],
]);

const MARKS = /^\p{Mn}+$/u;
const LETTER = /^\p{L}\p{M}*$/u;
/** An accent over a letter without its dot is over the letter. */
const DOTLESS: ReadonlyMap<string, string> = new Map([
  ['\u0131', 'i'],
  ['\u0237', 'j'],
]);

/** In sizes: a mark may be drawn so much higher or lower than its letter. */
const FARTHEST_LINE = 0.6;
/** In sizes: a mark of its own may stand so far from the middle of its letter. */
const FARTHEST_LETTER = 0.9;
/** Letters on either side that it may be on, and lines. */
const NEIGHBOURS = 2;
const MOST_LINES = 12;

/** The rows of glyphs, with each mark in the glyph of the letter that it is drawn on. */
export function composedRows(drawn: readonly Glyph[]): Row[] {
  const glyphs = onTheirLines(drawn);
  const isMark = ({ text }: Glyph) => MARKS.test(text) || SPACING_ACCENTS.has(text);
  const marks = glyphs.filter(isMark);
  if (marks.length === 0) return rowsOf(glyphs);
  const letters = glyphs.filter((glyph) => !isMark(glyph));
  const rows = rowsOf(letters);
  const ofLetter = new Map<Glyph, string>();
  const alone: Glyph[] = [];
  for (const mark of marks) {
    const letter = letterUnder(mark, rows);
    const combining = SPACING_ACCENTS.get(mark.text) ?? mark.text;
    if (letter) ofLetter.set(letter, (ofLetter.get(letter) ?? '') + combining);
    else alone.push(mark);
  }
  const withMark = (glyph: Glyph) => {
    const mark = ofLetter.get(glyph);
    return mark === undefined ? glyph : { ...glyph, text: marked(glyph.text, mark) };
  };
  if (alone.length > 0) return rowsOf([...letters.map(withMark), ...alone]);
  return rows.map((row) => ({ baseline: row.baseline, glyphs: row.glyphs.map(withMark) }));
}

const HAS_MARK = /\p{Mn}/u;

/** Chromium may name a letter of Arabic by its vowel sign, which is drawn higher or lower than its line. */
function onTheirLines(glyphs: readonly Glyph[]): readonly Glyph[] {
  const isNamedByMark = ({ cluster, text }: Glyph) =>
    cluster && HAS_MARK.test(text) && RIGHT_TO_LEFT.test(text);
  if (!glyphs.some(isNamedByMark)) return glyphs;
  const rows = rowsOf(glyphs);
  return glyphs.map((glyph) => {
    if (!isNamedByMark(glyph)) return glyph;
    const reach = FARTHEST_LINE * glyph.size;
    const first = firstFrom(rows, (row) => row.baseline <= glyph.baseline + reach);
    const line = rows
      .slice(first, first + MOST_LINES)
      .filter(({ baseline }) => baseline >= glyph.baseline - reach)
      .reduce<Row | undefined>(
        (a, b) => (a && a.glyphs.length >= b.glyphs.length ? a : b),
        undefined,
      );
    return line ? { ...glyph, baseline: line.baseline } : glyph;
  });
}

function marked(letter: string, mark: string): string {
  const isAbove = mark >= '\u0300' && mark <= '\u0314';
  return ((isAbove ? DOTLESS.get(letter) : undefined) ?? letter).concat(mark).normalize('NFC');
}

function letterUnder(mark: Glyph, rows: readonly Row[]): Glyph | undefined {
  const isOwn = MARKS.test(mark.text);
  const reach = FARTHEST_LINE * mark.size;
  let best: { glyph: Glyph; distance: number } | undefined;
  const first = firstFrom(rows, (row) => row.baseline <= mark.baseline + reach);
  for (const { baseline, glyphs } of rows.slice(first, first + MOST_LINES)) {
    if (baseline < mark.baseline - reach) break;
    const place = firstFrom(glyphs, (glyph) => glyph.left > mark.middle);
    for (const glyph of glyphs.slice(Math.max(0, place - NEIGHBOURS), place + NEIGHBOURS)) {
      const distance = distanceFrom(mark, glyph, isOwn);
      if (distance !== undefined && (!best || distance < best.distance)) best = { glyph, distance };
    }
  }
  return best?.glyph;
}

/** Undefined where the mark cannot be on the letter. */
function distanceFrom(mark: Glyph, glyph: Glyph, isOwn: boolean): number | undefined {
  if (glyph.text.trim() === '' || (!isOwn && !LETTER.test(glyph.text))) return undefined;
  const isOn = mark.middle > glyph.left - 0.02 * glyph.size && mark.middle < glyph.right;
  const along = Math.abs(mark.middle - glyph.middle);
  if (!isOn && !(isOwn && along < FARTHEST_LETTER * glyph.size)) return undefined;
  return (isOn ? 0 : along) + along / 10 + Math.abs(mark.baseline - glyph.baseline);
}
