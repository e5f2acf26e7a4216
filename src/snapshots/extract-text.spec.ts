import { createHash } from 'node:crypto';

import { Compile } from 'typebox/compile';

import { ExtractedText } from '../../events/source/source-events.js';
import { pdfFile } from '../../test/support/pdf-file.js';
import { extractText } from './extract-text.js';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const reasonOf = async (bytes: Uint8Array, mediaType: string) =>
  (await extractText(bytes, mediaType)).extracted;

describe('extractText', () => {
  it('keeps plain text as it is, and says what it is', async () => {
    const text = '“Talks”\r\n\tcafe\u0301 — 👩‍🚀\r\n';
    const extraction = await extractText(utf8(text), 'text/plain');
    expect(extraction).toEqual({
      text,
      extracted: {
        extractor: { name: 'plain-text', version: '1' },
        characters: [...text].length,
        sha256: createHash('sha256').update(utf8(text)).digest('hex'),
      },
    });
    expect(Compile(ExtractedText).Check(extraction.extracted)).toBe(true);
  });

  it('counts code points', async () => {
    const characters = (text: string) => reasonOf(utf8(text), 'text/plain');
    expect(await characters('😀😀a')).toMatchObject({ characters: 3 });
    expect(await characters('e\u0301')).toMatchObject({ characters: 2 });
    expect(await characters('שלום')).toMatchObject({ characters: 4 });
    expect(await characters('')).toMatchObject({ characters: 0 });
    expect(await characters('😀'.repeat(10_000))).toMatchObject({ characters: 10_000 });
  });

  it('reads Markdown', async () => {
    const extraction = await extractText(
      utf8('# Phase *two*\r\n\r\nhas started 😀'),
      'text/markdown',
    );
    expect(extraction).toEqual({
      text: 'Phase two\n\nhas started 😀',
      extracted: {
        extractor: {
          name: 'markdown',
          version: expect.stringMatching(
            /^4 \(markdown-it \d+\.\d+\.\d+, html 4, parse5 \S+\)$/,
          ) as string,
        },
        characters: 24,
        sha256: createHash('sha256').update('Phase two\n\nhas started 😀').digest('hex'),
      },
    });
    expect(Compile(ExtractedText).Check(extraction.extracted)).toBe(true);
  });

  it.each([
    'text/plain',
    'TEXT/Plain',
    'text/plain;charset=utf-8',
    'text/plain; Charset="UTF-8"; format=flowed',
    'text/markdown; charset=utf8; variant=GFM',
  ])('understands %s', async (mediaType) => {
    expect(await extractText(utf8('\uFEFFé'), mediaType)).toMatchObject({ text: 'é' });
  });

  it('reads the charset that is named', async () => {
    const bytes = Buffer.from([0x93, 0xe9, 0x94]);
    for (const type of ['text/plain', 'text/markdown']) {
      expect(await extractText(bytes, `${type}; charset=iso-8859-1`)).toMatchObject({
        text: '“é”',
        extracted: { characters: 3, sha256: createHash('sha256').update('“é”').digest('hex') },
      });
    }
  });

  it.each(['text/plain', 'text/markdown'])('takes nothing of %s that is not text', async (type) => {
    expect(await reasonOf(Buffer.from([0x61, 0xff]), type)).toEqual({
      reason: 'The bytes are not valid utf-8.',
    });
    expect(await reasonOf(utf8('a'), `${type}; charset=klingon`)).toEqual({
      reason: 'The charset klingon is not known.',
    });
    expect(await reasonOf(utf8('GIF89a\0\0'), type)).toEqual({
      reason: 'The bytes hold NUL, so they are not taken for text.',
    });
  });

  it.each(['image/png', 'application/json', 'text/x-markdown'])('says so for %s', async (type) => {
    expect(await extractText(utf8('a'), `${type}; a=b`)).toEqual({
      extracted: { reason: `No text is taken from ${type}.` },
    });
  });

  it.each(['', 'text', 'text/', '/plain', 'text/plain charset=utf-8', 'text/plain; charset='])(
    'says so where the media type is %j',
    async (mediaType) => {
      expect(await extractText(utf8('a'), mediaType)).toEqual({
        extracted: { reason: 'The media type is malformed.' },
      });
    },
  );

  it('reads HTML and XHTML, by the charset that the Content-Type names', async () => {
    for (const type of ['text/html', 'application/xhtml+xml']) {
      const extraction = await extractText(
        Buffer.from('<p>\xe9</p>', 'latin1'),
        `${type};charset=l1`,
      );
      expect(extraction).toMatchObject({
        text: 'é',
        extracted: {
          extractor: {
            name: 'html',
            version: expect.stringMatching(
              /^4 \(parse5 \S+, dom \S+, readability \S+\)$/,
            ) as string,
          },
          characters: 1,
        },
      });
      expect(Compile(ExtractedText).Check(extraction.extracted)).toBe(true);
    }
  });

  it('reads PDF, and says in code points where its pages begin', async () => {
    const extraction = await extractText(pdfFile([['Page one'], ['Page two']]), 'application/pdf');
    expect(extraction).toMatchObject({
      text: 'Page one\n\nPage two',
      extracted: {
        extractor: {
          name: 'pdf',
          version: expect.stringMatching(/^3 \(pdfium \S+\)$/) as string,
        },
        characters: 18,
        pages: [0, 10],
      },
    });
    expect(Compile(ExtractedText).Check(extraction.extracted)).toBe(true);
  });

  it('gives reasons that an event can hold', async () => {
    const check = Compile(ExtractedText);
    const long = `text/plain; charset=${'x'.repeat(235)}`;
    for (const mediaType of [long, `a/${'x'.repeat(253)}`, '']) {
      expect(check.Check(await reasonOf(utf8('a'), mediaType))).toBe(true);
    }
  });

  it('takes Markdown up to a size', async () => {
    expect(await extractText(Buffer.alloc(1_048_576, 'word '), 'text/markdown')).toMatchObject({
      text: expect.stringMatching(/^word word/) as string,
    });
    expect(await reasonOf(Buffer.alloc(1_048_577, 'word '), 'text/markdown')).toEqual({
      reason: 'No text is taken from Markdown of more than 1048576 bytes.',
    });
    expect(await extractText(Buffer.alloc(1_000_000, 'word '), 'text/plain')).toMatchObject({
      extracted: { characters: 1_000_000 },
    });
  });
});
