import { deflateSync } from 'node:zlib';

import { pdfFile } from '../../../test/support/pdf-file.js';
import { pdfText } from '../pdf-text.js';

/** Helvetica at a place, by PDF's operators (ISO 32000-1, 9.4). */
const at = (x: number, y: number, text: string, size = 12) =>
  `BT /F1 ${size} Tf 1 0 0 1 ${x} ${y} Tm (${text.replace(/[\\()]/g, '\\$&')}) Tj ET`;

async function read(...pages: readonly string[][]) {
  const found = await pdfText(
    pdfFile(pages.map((page) => deflateSync(Buffer.from(page.join('\n'), 'latin1')))),
    100_000,
  );
  if ('reason' in found) throw new Error(found.reason);
  return found;
}

describe('what a page of a PDF holds', () => {
  it('has words where there is a gap, whether a blank is drawn or not', async () => {
    const { text } = await read([
      at(72, 700, 'Nine'),
      at(102, 700, 'boats'),
      'BT /F1 12 Tf 72 686 Td [(L) -20 (eft) -300 (at) -280 (dawn.)] TJ ET',
    ]);
    expect(text).toBe('Nine boats\nLeft at dawn.');
  });

  it('has spaced letters as words', async () => {
    // Three points between the letters (9.3.2), and no blank between the words.
    const spaced = (x: number, word: string) => `BT /F1 12 Tf 3 Tc ${x} 700 Td (${word}) Tj ET`;
    const { text } = await read([spaced(72, 'VERDICT'), spaced(158, 'FALSE')]);
    expect(text).toBe('VERDICT FALSE');
  });

  it.each([2.5, 4, 6])('has short words of letters %d points apart as words', async (points) => {
    const line = (y: number, text: string) =>
      `BT /F1 12 Tf ${points} Tc 72 ${y} Td (${text}) Tj 0 Tc ET`;
    const { text } = await read([
      line(700, 'The second claim is false'),
      line(680, '12,345 votes were void in 2021'),
    ]);
    expect(text.split(/\n+/)).toEqual([
      'The second claim is false',
      '12,345 votes were void in 2021',
    ]);
  });

  it('leaves digits that stand apart as they are', async () => {
    const cells = [1, 2, 3, 4, 5].map((digit, n) => at(72 + 14 * n, 700, String(digit)));
    expect((await read(cells)).text).toBe('1 2 3 4 5');
  });

  it('raises and lowers digits', async () => {
    const { text } = await read([
      at(72, 700, 'A fee of 900'),
      at(137.5, 704, '12', 7),
      at(152, 700, 'crowns, 10'),
      at(209, 704, '6', 7),
      at(216, 700, 'boats, CO'),
      at(268.5, 698, '2', 7),
      at(276, 700, 'in May.'),
    ]);
    expect(text).toBe('A fee of 900¹² crowns, 10⁶ boats, CO₂ in May.');
  });

  it('has two columns one after the other, below what goes over both', async () => {
    const column = (x: number, ...lines: string[]) =>
      lines.map((line, n) => at(x, 660 - 14 * n, line));
    const { text } = await read([
      at(72, 700, 'A headline that goes over both of the columns below', 16),
      ...column(72, 'The pier on the left side was', 'sold to nobody at all and it', 'stays.'),
      ...column(320, 'On the right the yard begins', 'and nobody may enter it now', 'alone.'),
    ]);
    expect(text).toBe(
      [
        'A headline that goes over both of the columns below',
        'The pier on the left side was\nsold to nobody at all and it\nstays.',
        'On the right the yard begins\nand nobody may enter it now\nalone.',
      ].join('\n\n'),
    );
  });

  it('has the rows of a table as rows', async () => {
    const rows = [
      ['Year', 'Ships', 'Crates'],
      ['2023', '1,204', '88,310'],
      ['2024', '1,350', '91,007'],
    ];
    const cells = rows.flatMap((row, n) =>
      row.map((cell, m) => at(72 + 120 * m, 700 - 14 * n, cell)),
    );
    expect((await read(cells)).text).toBe(
      'Year Ships Crates\n2023 1,204 88,310\n2024 1,350 91,007',
    );
  });

  it('has text that is drawn again to look bolder once', async () => {
    const { text } = await read([
      at(72, 700, 'Nobody'),
      at(72.4, 700, 'Nobody'),
      at(120, 700, 'saw it.'),
    ]);
    expect(text).toBe('Nobody saw it.');
  });

  it.each([
    ['"N', 'o one paid the fee of the yard,', '"No'],
    ['1', '921 was the year in which it shut,', '1921'],
  ])('joins the big %s to its word', async (cap, line, word) => {
    const { text } = await read([
      at(72, 673, cap, 40),
      at(cap === '1' ? 98 : 120, 700, line),
      at(cap === '1' ? 98 : 120, 686, 'and nobody spoke of the pier'),
      at(72, 658, 'again in all of the town.'),
    ]);
    expect(text.replaceAll('\n', ' ').startsWith(`${word} `)).toBe(true);
    expect(text).toContain('and nobody spoke of the pier');
  });

  it('joins the big first letter to its word', async () => {
    const { text } = await read([
      at(72, 676, 'N', 36),
      at(100, 694, 'obody had counted the boats'),
      at(100, 680, 'before the ferry left for the'),
      at(72, 666, 'island in the morning.'),
    ]);
    expect(text).toMatch(/^Nobody had counted the boats\s+before the ferry left for the\s+island/);
  });

  it('keeps what is written across apart', async () => {
    const { text } = await read([
      at(72, 700, 'The pier stays'),
      'BT /F1 12 Tf 0 1 -1 0 60 600 Tm (Draft of May) Tj ET',
      at(72, 686, 'where it is.'),
    ]);
    expect(text).toBe('The pier stays\nwhere it is.\n\nDraft of May');
  });

  it('puts what no reader sees behind what one does, and marks it', async () => {
    const found = await read([
      at(72, 700, 'The crane is safe.'),
      `q 3 Tr ${at(72, 686, 'It is not.')} Q`,
      at(72, 672, 'We think so.'),
      at(72, 900, 'Above the page.'),
    ]);
    expect(found.text).toMatch(/^The crane is safe\.\s+We think so\.\n\n/);
    const [mark] = found.marks ?? [];
    expect(mark?.kind).toBe('invisible');
    expect(found.text.slice(mark?.start)).toMatch(/^Above the page\.\s+It is not\.$/);
  });

  it('takes the invisible text of a page that has no other, and marks it', async () => {
    const found = await read([`q 3 Tr ${at(72, 700, 'Read from a picture.')} Q`]);
    expect(found).toMatchObject({
      text: 'Read from a picture.',
      marks: [{ kind: 'invisible', start: 0, end: 20 }],
    });
  });

  it('goes on over a page with a running head and a number', async () => {
    const page = (number: number, ...lines: string[]) => [
      at(72, 760, 'Harbour Herald'),
      ...lines.map((line, n) => at(72, 700 - 14 * n, line)),
      at(300, 40, String(number)),
    ];
    const { text, pageStarts } = await read(
      page(1, 'The pier is old. The mayor said', 'that nobody had'),
      page(2, 'sold it to the yard. The yard', 'wanted it and'),
      page(3, 'asked for the price.'),
    );
    expect(text).toContain('that nobody had\nsold it to the yard.');
    expect(text).toContain('wanted it and\nasked for the price.');
    expect(text.match(/Harbour Herald/g)).toHaveLength(3);
    expect([...pageStarts].sort((a, b) => a - b)).toEqual([...pageStarts]);
    expect(text.slice(pageStarts[2])).toMatch(/^asked for the price\./);
  });

  it('has a first line that differs by its digits alone from that of other pages as body', async () => {
    const page = (n: number, word: string) => [
      at(72, 700, `Clause ${n} of the deed of the year 200${n} says that the yard shall pay`),
      at(72, 686, `the sum of ${n}00 crowns a year.`),
      at(72, 650, `Words of page ${n} only: ${word}.`),
      at(72, 636, 'The end of it.'),
      at(300, 40, `Page ${n} of 3`, 9),
    ];
    const { text, pageStarts } = await read(page(1, 'crane'), page(2, 'barge'), page(3, 'quay'));
    pageStarts.forEach((start, n) => {
      expect(text.slice(start)).toMatch(
        new RegExp(
          `^Clause ${n + 1} of .* shall pay\\nthe sum of ${n + 1}00 crowns a year\\.\\n\\n`,
        ),
      );
    });
    expect(text).toMatch(/The end of it\.\s+Page 3 of 3$/);
  });

  it('has a short first line with a number that goes on in the next as body', async () => {
    const page = (n: number) => [
      at(72, 700, `Clause ${n} forbids the`),
      at(72, 686, `yard to sell ${n === 1 ? 'the pier' : `quay ${n}`}.`),
      at(72, 672, `It is in force${' at once'.repeat(n)}.`),
    ];
    const { text, pageStarts } = await read(page(1), page(2), page(3));
    pageStarts.forEach((start, n) => {
      expect(text.slice(start)).toMatch(new RegExp(`^Clause ${n + 1} forbids the\\nyard to sell`));
    });
  });

  it('knows a long running head by the number of the page beside it', async () => {
    const page = (n: number, head: string, ...lines: string[]) => [
      at(72, 760, `${head} ${n}`),
      ...lines.map((line, m) => at(72, 700 - 14 * m, line)),
    ];
    const { text, pageStarts } = await read(
      page(7, 'On the harbour and on all of its old piers', 'The mayor said that nobody', 'had'),
      page(8, 'How the yard came to want the pier of the ward', 'sold it to', 'the yard.'),
      page(9, 'What the council of the ward has said to the yard', 'The price', 'is not known.'),
    );
    expect(text.slice(0, pageStarts[2])).toContain('nobody\nhad\nsold it to\nthe yard.\n\nHow');
    expect(text.slice(pageStarts[2])).toMatch(/^The price\nis not known\.\n\nWhat /);
  });

  it('tells the language of the catalog', async () => {
    const file = pdfFile([['Nobody']], { catalog: '/Lang (en-GB)' });
    expect(await pdfText(file, 100)).toMatchObject({ language: 'en-GB' });
  });

  it.each([
    ['right', 72, 300],
    ['left', 190, 72],
  ])('has text that flows past a quotation at the %s in one', async (_, text, quotation) => {
    const line = (n: number, words: string, x = 72) => at(x, 700 - 14 * n, words);
    const { text: found } = await read([
      line(0, 'The clerk who was on duty that evening told the members of the committee'),
      line(1, 'that the lamp on the pier had failed', text),
      line(2, 'and that its keeper had not been', text),
      line(3, 'told of it at all until the morning', text),
      line(4, 'came, when both of the ferries were', text),
      line(5, 'far out at sea and the crates with them, so that nobody could count them.'),
      at(quotation, 682, 'Nobody was', 20),
      at(quotation, 658, 'asked to.', 20),
    ]);
    expect(found.split('\n\n')).toEqual([
      [
        'The clerk who was on duty that evening told the members of the committee',
        'that the lamp on the pier had failed',
        'and that its keeper had not been',
        'told of it at all until the morning',
        'came, when both of the ferries were',
        'far out at sea and the crates with them, so that nobody could count them.',
      ].join('\n'),
      'Nobody was\nasked to.',
    ]);
  });

  it('leaves titles that only a number tells apart where they stand', async () => {
    const slide = (title: string, text: string) => [at(72, 720, title, 30), at(72, 660, text)];
    const { text } = await read(
      slide('Step 1', 'Count the crates before the ferry leaves.'),
      slide('Step 2', 'Sign for the crates in the office.'),
      slide('Step 3', 'Send the papers to the insurers.'),
    );
    expect(text.split('\n\n').map((block) => block.split(' ')[0])).toEqual([
      'Step',
      'Count',
      'Step',
      'Sign',
      'Step',
      'Send',
    ]);
  });

  it('has three columns of one height as columns, between a table and a short line', async () => {
    const column = (x: number, y: number, ...lines: string[]) =>
      lines.map((line, n) => at(x, y - 14 * n, line));
    const row = (y: number, ...cells: string[]) =>
      cells.map((cell, n) => at([72, 330, 420][n]!, y, cell));
    const { text } = await read([
      ...row(720, 'Port', '2019', '2020'),
      ...row(696, 'North quay', '14', '12'),
      ...column(72, 656, 'The first of them', 'begins lower than', 'the others are.'),
      ...column(230, 660, 'On the second one', 'we read how late', 'the ferry was.'),
      ...column(400, 660, 'Then the last has', 'nothing to say of', 'the crates at all.'),
      at(72, 590, 'A short line.'),
    ]);
    expect(text.split('\n\n')).toEqual([
      'Port 2019 2020\nNorth quay 14 12',
      'The first of them\nbegins lower than\nthe others are.',
      'On the second one\nwe read how late\nthe ferry was.',
      'Then the last has\nnothing to say of\nthe crates at all.',
      'A short line.',
    ]);
  });
});
