import * as fc from 'fast-check';

import { pdfFile } from '../../test/support/pdf-file.js';
import { sniffedType } from './sniffed-type.js';

const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const PDF = pdfFile([['Talks']]);

describe('the type of what says nothing of itself', () => {
  it.each<[string, string | Buffer, string | undefined]>([
    ['a page', '<!DOCTYPE html><title>Talks</title>', 'text/html'],
    ['a page after blank lines', '\r\n\t <HtMl lang="en">', 'text/html'],
    ['a paragraph', '<p>The crane fell.</p>', 'text/html'],
    ['a paragraph with a class', '<P\nclass="lead">The crane fell.', 'text/html'],
    [
      'a comment before a page',
      '<!-- saved from url=(0029)https://desk.example/ --><html>',
      'text/html',
    ],
    ['a part of a page', '<article><h2>Talks</h2>', 'text/html'],
    ['a page that begins with its charset', '<meta charset=utf-8><title>Talks', 'text/html'],
    ['a page with a byte order mark', '\uFEFF<!doctype html><p>Talks', 'text/html'],
    ['a page in UTF-16', utf16('<html><p>Talks'), 'text/html'],
    ['a page in UTF-16, big end first', utf16('<html><p>Talks').swap16(), 'text/html'],
    ['a page in windows-1251', Buffer.from([...Buffer.from('<p>'), 0xcf, 0xf0]), 'text/html'],
    [
      'XHTML',
      '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml">',
      'application/xhtml+xml',
    ],
    [
      'HTML that calls itself XML',
      '<?xml version="1.0"?><!DOCTYPE html><html lang="en">',
      'text/html',
    ],
    ['a feed', '<?xml version="1.0"?><rss version="2.0">', 'text/xml'],
    ['a PDF', PDF, 'application/pdf'],
    ['a PDF behind junk', Buffer.concat([Buffer.from('\0\x01junk\n'), PDF]), 'application/pdf'],
    ['PostScript', '%!PS-Adobe-3.0\n', 'application/postscript'],
    ['a text', 'The crane fell.', 'text/plain'],
    ['a text that speaks of a PDF', 'The file begins with %PDF-1.4.', 'text/plain'],
    ['a text that speaks of a tag', 'Write <p> before it.', 'text/plain'],
    ['less than a tag', '<pier> is ours', 'text/plain'],
    ['an address in brackets', '<https://desk.example/>', 'text/plain'],
    ['a form', 'crane=fallen&pier=ours', 'text/plain'],
    ['a text in windows-1252', Buffer.from([0x93, 0xe9, 0x94]), 'text/plain'],
    ['a text in UTF-16', utf16('Die Kräne'), 'text/plain; charset=utf-16le'],
    ['a text in Hindi', 'क्रेन गिर गई', 'text/plain'],
    ['an escape sequence of a terminal', '\x1b[1mTalks\x1b[0m', 'text/plain'],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), undefined],
    ['one NUL', Buffer.from([0]), undefined],
  ])('%s', (_, content, type) => {
    expect(sniffedType(Buffer.from(content as string))).toBe(type);
  });

  it('is told from the beginning alone', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1445, maxLength: 1600 }), (bytes) => {
        expect(sniffedType(bytes)).toBe(sniffedType(bytes.subarray(0, 1445)));
      }),
    );
  });
});
