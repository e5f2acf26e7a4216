import { ClusterOfCharacters } from './character-cluster.js';
import { composedRows } from './marks.js';

const box = (left: number, right: number, bottom: number, top: number) => ({
  left,
  right,
  bottom,
  top,
});
const DRAWN = { angle: 0, size: 18, visible: true };

/** A letter that is drawn by itself. */
const letter = (text: string, x: number) => {
  const place = box(x, x + 5, 628.5, 638.9);
  const character = { index: 0, text, object: 1, x, y: 628.5, box: place, looseBox: place };
  return new ClusterOfCharacters(character).glyph(DRAWN, []);
};

describe('a letter of Arabic that Chromium names by its vowel sign', () => {
  it('stands before it, on the line of its word', () => {
    // As PDFium gives it: two halves of the sign, which has a height of its own; the letter follows.
    const halves = [box(575.1, 577, 637.5, 639.2), box(573.2, 575.1, 637.5, 639.2)] as const;
    const place = { index: 0, object: 2, x: 571.7, y: 633.5, looseBox: halves[0] };
    const cluster = new ClusterOfCharacters({ ...place, text: '\u064E', box: halves[0] });
    expect(cluster.take({ ...place, text: '\u0642', box: halves[1] })).toBe(true);
    const named = cluster.glyph(DRAWN, [box(571.6, 577.3, 628.5, 637.2)]);
    expect(named.text).toBe('\u0642\u064E');
    const rows = composedRows([named, letter('\u0627', 566), letter('\u0644', 560)]);
    expect(rows.map(({ glyphs }) => glyphs.map(({ text }) => text))).toEqual([
      ['\u0644', '\u0627', '\u0642\u064E'],
    ]);
  });
});

describe('a pointed letter of Hebrew that Chromium names as a whole', () => {
  it('is one glyph, of thirds that come in the order of their line', () => {
    const third = (left: number) => box(left, left + 1.1, 745.5, 753.4);
    const place = { index: 0, object: 3, x: 495.6, y: 745.5 };
    const part = (text: string, left: number) => ({
      ...place,
      text,
      box: third(left),
      looseBox: third(left),
    });
    const cluster = new ClusterOfCharacters(part('\u05B8', 497));
    expect(cluster.take(part('\u05BC', 495.9))).toBe(true);
    expect(cluster.take(part('\u05E0', 498.1))).toBe(true);
    expect(cluster.glyph(DRAWN, []).text).toBe('\u05E0\u05B8\u05BC');
  });
});

describe('a ligature that Ghostscript has written anew', () => {
  it.each([
    ['\u6600\u6900', 'fi'],
    ['\u6600\u6600', 'ff'],
    ['\u6600\u7389', '\u6600\u7389'],
  ])('is read as its letters', (written, letters) => {
    const whole = box(170.4, 177.8, 329.6, 337.3);
    const place = { index: 0, object: 4, x: 170, y: 329.6, box: whole, looseBox: whole };
    const cluster = new ClusterOfCharacters({ ...place, text: written[0]! });
    expect(cluster.take({ ...place, text: written[1]! })).toBe(true);
    expect(cluster.glyph(DRAWN, []).text).toBe(letters);
  });
});
