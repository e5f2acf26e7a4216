import type { Glyph } from './glyph.js';
import { pageRows } from './page-rows.js';

const SIZE = 10;

/** A sign in its square, at the left end of its baseline. */
const sign = (text: string, left: number, baseline: number, size = SIZE): Glyph => ({
  text,
  left,
  right: left + size,
  middle: left + size / 2,
  top: baseline + 0.8 * size,
  baseline,
  size,
  visible: true,
  cluster: false,
});

const along = (text: string, left: number, baseline: number, size = SIZE) =>
  [...text].map((each, at) => sign(each, left + at * size, baseline, size));
const down = (text: string, left: number, top: number) =>
  [...text].map((each, at) => sign(each, left, top - (at + 1) * SIZE));
const digits = (text: string, left: number, baseline: number) =>
  [...text]
    .map((each, at) => ({ ...sign(each, left + at * 5, baseline), right: left + at * 5 + 5 }))
    .map((glyph) => ({ ...glyph, middle: glyph.left + 2.5 }));

function textOf(glyphs: readonly Glyph[]) {
  const { main, turned } = pageRows(new Map([[0, glyphs]]));
  const lines = (rows: typeof main) =>
    rows.map((line) => line.map(({ seen }) => seen.join('')).join(' '));
  return { main: lines(main), beside: turned.map(lines).filter(({ length }) => length > 0) };
}

describe('lines that are written from the top down', () => {
  it('are read from the right to the left', () => {
    expect(textOf([...down('港の灯台は', 200, 700), ...down('緑です。', 180, 700)])).toEqual({
      main: ['港の灯台は', '緑です。'],
      beside: [],
    });
  });

  it('have numbers of two digits set upright in one place', () => {
    const line = [
      ...digits('14', 200, 690),
      ...down('日に船が', 200, 690),
      ...digits('12', 200, 640),
      ...down('回来た。', 200, 640),
    ];
    expect(textOf(line).main).toEqual(['14日に船が12回来た。']);
  });

  it('are set apart from what the page has beside them', () => {
    expect(textOf([...along('港新聞', 60, 720), ...down('港の灯台は緑です。', 200, 700)])).toEqual({
      main: ['港の灯台は緑です。'],
      beside: [['港新聞']],
    });
  });

  it('are none where each line has one sign beside others', () => {
    const rows = ['港の灯台', '緑です。', '船が来た', '町は遠い'];
    expect(textOf(rows.flatMap((row, at) => along(row, 60, 700 - 14 * at))).main).toEqual(rows);
  });
});

describe('readings that are set over words', () => {
  it('stay out of their line', () => {
    const glyphs = [
      ...along('この港湾は', 60, 700),
      ...along('こうわん', 80, 710, 5),
      ...along('広い。', 60, 680),
    ];
    expect(textOf(glyphs)).toEqual({
      main: ['この港湾は', '広い。'],
      beside: [['こうわん']],
    });
  });

  it('are none where they are as large, or have such signs themselves', () => {
    const glyphs = [...along('港の話', 80, 712, 5), ...along('この港湾は', 60, 700)];
    expect(textOf(glyphs).main).toEqual(['港の話', 'この港湾は']);
  });
});
