import { createHash } from 'node:crypto';

import { Compile } from 'typebox/compile';

import { ExtractedText } from '../../events/source/source-events.js';
import { extractText } from './extract-text.js';

const utf8 = (text: string) => Buffer.from(text, 'utf8');
const reasonOf = (bytes: Uint8Array, mediaType: string) => extractText(bytes, mediaType).extracted;

describe('extractText', () => {
  it('keeps plain text as it is, and says what it is', () => {
    const text = '“Talks”\r\n\tcafe\u0301 — 👩‍🚀\r\n';
    const extraction = extractText(utf8(text), 'text/plain');
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

  it('counts code points', () => {
    const characters = (text: string) => extractText(utf8(text), 'text/plain').extracted;
    expect(characters('😀😀a')).toMatchObject({ characters: 3 });
    expect(characters('e\u0301')).toMatchObject({ characters: 2 });
    expect(characters('שלום')).toMatchObject({ characters: 4 });
    expect(characters('')).toMatchObject({ characters: 0 });
    expect(characters('😀'.repeat(10_000))).toMatchObject({ characters: 10_000 });
  });

  it('reads Markdown', () => {
    const extraction = extractText(utf8('# Phase *two*\r\n\r\nhas started 😀'), 'text/markdown');
    expect(extraction).toEqual({
      text: 'Phase two\n\nhas started 😀',
      extracted: {
        extractor: {
          name: 'markdown',
          version: expect.stringMatching(/^\d+ \(markdown-it \d+\.\d+\.\d+\)$/) as string,
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
  ])('understands %s', (mediaType) => {
    expect(extractText(utf8('\uFEFFé'), mediaType)).toMatchObject({ text: 'é' });
  });

  it('reads the charset that is named', () => {
    const bytes = Buffer.from([0x93, 0xe9, 0x94]);
    for (const type of ['text/plain', 'text/markdown']) {
      expect(extractText(bytes, `${type}; charset=iso-8859-1`)).toMatchObject({
        text: '“é”',
        extracted: { characters: 3, sha256: createHash('sha256').update('“é”').digest('hex') },
      });
    }
  });

  it.each(['text/plain', 'text/markdown'])('takes nothing of %s that is not text', (type) => {
    expect(reasonOf(Buffer.from([0x61, 0xff]), type)).toEqual({
      reason: 'The bytes are not valid utf-8.',
    });
    expect(reasonOf(utf8('a'), `${type}; charset=klingon`)).toEqual({
      reason: 'The charset klingon is not known.',
    });
    expect(reasonOf(utf8('GIF89a\0\0'), type)).toEqual({
      reason: 'The bytes hold NUL, so they are not taken for text.',
    });
  });

  it.each(['image/png', 'text/html', 'application/pdf', 'text/x-markdown'])(
    'says so for %s',
    (type) => {
      expect(extractText(utf8('a'), `${type}; a=b`)).toEqual({
        extracted: { reason: `No text is taken from ${type} yet.` },
      });
    },
  );

  it.each(['', 'text', 'text/', '/plain', 'text/plain charset=utf-8', 'text/plain; charset='])(
    'says so where the media type is %j',
    (mediaType) => {
      expect(extractText(utf8('a'), mediaType)).toEqual({
        extracted: { reason: 'The media type is malformed.' },
      });
    },
  );

  it('gives reasons that an event can hold', () => {
    const check = Compile(ExtractedText);
    const long = `text/plain; charset=${'x'.repeat(235)}`;
    for (const mediaType of [long, `a/${'x'.repeat(253)}`, '']) {
      expect(check.Check(reasonOf(utf8('a'), mediaType))).toBe(true);
    }
  });

  it('takes Markdown up to a size', () => {
    expect(extractText(Buffer.alloc(262_144, 'word '), 'text/markdown')).toMatchObject({
      text: expect.stringMatching(/^word word/) as string,
    });
    expect(reasonOf(Buffer.alloc(262_145, 'word '), 'text/markdown')).toEqual({
      reason: 'No text is taken from Markdown of more than 262144 bytes.',
    });
    expect(extractText(Buffer.alloc(1_000_000, 'word '), 'text/plain')).toMatchObject({
      extracted: { characters: 1_000_000 },
    });
  });
});
