import { deflateSync } from 'node:zlib';

import { pdfFile } from '../../../test/support/pdf-file.js';
import { pdfText } from '../pdf-text.js';

/** Helvetica at a place, and filled boxes, by PDF's operators (ISO 32000-1, 8.5 and 9.4). */
const at = (x: number, y: number, text: string, color = '0 0 0') =>
  `${color} rg BT /F1 12 Tf 1 0 0 1 ${x} ${y} Tm (${text}) Tj ET`;
const box = (x: number, y: number, width: number, height: number, color = '0 0 0') =>
  `${color} rg ${x} ${y} ${width} ${height} re f`;
const WHITE = '1 1 1';

async function read(...operators: string[]) {
  const found = await pdfText(
    pdfFile([deflateSync(Buffer.from(operators.join('\n'), 'latin1'))]),
    100_000,
  );
  if ('reason' in found) throw new Error(found.reason);
  const marks = (found.marks ?? []).map(
    ({ kind, start, end }) => `${kind}: ${found.text.slice(start, end)}`,
  );
  return { text: found.text, marks };
}

describe('what a reader sees of a page of a PDF', () => {
  it.each([
    ['white on paper', [at(72, 700, 'The keeper slept.', WHITE)]],
    ['black on black', [box(60, 690, 300, 30), at(72, 700, 'The keeper slept.')]],
    ['under a box', [at(72, 700, 'The keeper slept.'), box(60, 690, 300, 30, '1 0 0')]],
  ])('is not what is %s', async (_, operators) => {
    const { text, marks } = await read(...operators, at(72, 640, 'The lamp failed.'));
    expect(text).toBe('The lamp failed.\n\nThe keeper slept.');
    expect(marks).toEqual(['invisible: The keeper slept.']);
  });

  it.each([
    ['white on a dark box', [box(60, 690, 300, 30), at(72, 700, 'The keeper slept.', WHITE)]],
    ['framed', [at(72, 700, 'The keeper slept.'), '60 690 300 30 re S']],
    ['dark on a white box', [box(60, 690, 300, 30, WHITE), at(72, 700, 'The keeper slept.')]],
  ])('is what is %s', async (_, operators) => {
    expect(await read(...operators)).toEqual({ text: 'The keeper slept.', marks: [] });
  });

  it('tells what a rule goes through, and not what one goes under', async () => {
    const { text, marks } = await read(
      at(72, 700, 'The fee was 100'),
      at(157.4, 700, '900 crowns.'),
      box(137, 703.5, 20.4, 0.8),
      at(72, 680, 'It was underlined.'),
      box(72, 678, 100, 0.8),
    );
    expect(text).toBe('The fee was 100900 crowns.\nIt was underlined.');
    expect(marks).toEqual(['struck: 100']);
  });
});
