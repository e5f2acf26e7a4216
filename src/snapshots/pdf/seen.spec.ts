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

  it('is what is drawn on a box over other words, and not those', async () => {
    const { text, marks } = await read(
      at(72, 700, 'The fee is 100 crowns.'),
      box(127, 695, 25, 16, WHITE),
      at(129.4, 700, '900'),
      at(72, 640, 'The pier is not sold.'),
      box(60, 635, 300, 20, WHITE),
      at(72, 640, 'The pier is sold.'),
    );
    expect(text).toBe(
      'The fee is 900 crowns.\n\nThe pier is sold.\n\n100\n\nThe pier is not sold.',
    );
    expect(marks).toEqual(['invisible: 100', 'invisible: The pier is not sold.']);
  });

  it.each([
    ['pale', [at(72, 700, 'It will fill 11 pails.', '0.93 0.93 0.93')]],
    [
      'in a box that is cut out beside it',
      [
        at(72, 700, 'It will fill 11 pails.'),
        `q 300 690 50 20 re W n ${box(60, 690, 300, 30, WHITE)} Q`,
      ],
    ],
  ])('is what is %s', async (_, operators) => {
    expect((await read(...operators)).text).toBe('It will fill 11 pails.');
  });

  it('is not what is cut out', async () => {
    const { text, marks } = await read(
      `q 72 540 200 30 re W n ${at(72, 600, 'The keeper slept.')} ${at(72, 550, 'The lamp failed.')} Q`,
      // Other words stand where it would.
      at(72, 600, 'Nobody was told.'),
    );
    expect(text).toBe('Nobody was told.\n\nThe lamp failed.\n\nThe keeper slept.');
    expect(marks).toEqual(['invisible: The keeper slept.']);
  });

  it('is not what belongs to a layer that is off', async () => {
    const layers = (off: string) => `/OCProperties << /OCGs [6 0 R] /D << ${off} >> >>`;
    const page = deflateSync(
      `/OC /Draft BDC ${at(72, 700, 'The keeper slept.')} EMC ${at(72, 640, 'The lamp failed.')}`,
    );
    const file = (off: string) =>
      pdfFile([page], {
        catalog: layers(off),
        resources: '/Properties << /Draft 6 0 R >>',
        objects: ['<< /Type /OCG /Name (Draft) >>'],
      });
    const [shown, hidden] = [
      await pdfText(file(''), 1000),
      await pdfText(file('/OFF [6 0 R]'), 1000),
    ];
    expect(shown).toMatchObject({ text: 'The keeper slept.\n\nThe lamp failed.' });
    expect(hidden).toMatchObject({
      text: 'The lamp failed.\n\nThe keeper slept.',
      marks: [{ kind: 'invisible', start: 18, end: 35 }],
    });
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
