import { pdfFile } from '../../test/support/pdf-file.js';
import { pdfText } from './pdf-text.js';

const read = (file: Buffer, most = 10_000) => pdfText(file, most);
const reasonOf = async (file: Buffer, most?: number) => {
  const outcome = await read(file, most);
  return 'reason' in outcome ? outcome.reason : `a text: ${outcome.text}`;
};

describe('pdfText', () => {
  it('gives the lines of each page, and where it begins', async () => {
    const file = pdfFile([['Talks have', 'star-', 'ted (here).'], ['Page two'], [], ['Four']]);
    const text = 'Talks have\nstar-\nted (here).\n\nPage two\n\n\n\nFour';
    expect(await read(file)).toEqual({ text, pageStarts: [0, 30, 40, 42] });
    expect(text.slice(30, 38)).toBe('Page two');
  });

  it('runs none of its scripts', async () => {
    const script = '<< /S /JavaScript /JS (this.calculated = globalThis.ranFromPdf = true) >>';
    const file = pdfFile([['Still']], {
      catalog: `/OpenAction ${script} /Names << /JavaScript << /Names [(a) ${script}] >> >>`,
    });
    expect(await read(file)).toMatchObject({ text: 'Still' });
    expect('ranFromPdf' in globalThis).toBe(false);
  });

  it('says so of one that is encrypted', async () => {
    const encrypt = `/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44 /O <${'ab'.repeat(32)}> /U <${'cd'.repeat(32)}> >>`;
    expect(await reasonOf(pdfFile([['Secret']], { trailer: encrypt }))).toBe(
      'The PDF is encrypted and needs a password.',
    );
  });

  it('says so of one without text', async () => {
    const reason = 'The PDF holds no text; its pages may be pictures.';
    expect(await reasonOf(pdfFile([[], []]))).toBe(reason);
  });

  it.each<[string, Buffer]>([
    ['no bytes of one', Buffer.from('GIF89a')],
    ['a head alone', Buffer.from('%PDF-1.7\n')],
    ['garbage', Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(200_000, 'obj << /A [')])],
    [
      'pages that go round',
      Buffer.from(
        pdfFile([['a']])
          .toString('latin1')
          .replace('[4 0 R]', '[2 0 R]'),
        'latin1',
      ),
    ],
  ])('says so of %s', async (_, file) => {
    expect(await reasonOf(file)).toMatch(/^The PDF (cannot be read: .|holds no text)/);
  });

  it('takes as many pages as there are, whatever it says, up to a number', async () => {
    expect(await read(pdfFile([['One']], { count: 1_000_000 }))).toMatchObject({ pageStarts: [0] });
    const many = Array.from({ length: 501 }, () => ['a']);
    expect(await reasonOf(pdfFile(many))).toBe(
      'No text is taken from a PDF of more than 500 pages.',
    );
  });

  it('takes as many characters as it is told', async () => {
    const file = pdfFile([['0123456789'], ['0123456789']]);
    expect(await reasonOf(file, 21)).toBe('The text has more than 21 characters.');
    expect(await read(file, 22)).toMatchObject({ pageStarts: [0, 12] });
  });
});
