import { decodeText } from './decode-text.js';

const decoded = (charset: string, ...bytes: number[]) =>
  decodeText(Uint8Array.from(bytes), charset);

describe('decodeText', () => {
  it.each<[string, number[], string]>([
    ['utf-8', [0x61, 0xc3, 0xa9, 0xf0, 0x9f, 0x98, 0x80], 'aé😀'],
    ['UTF8', [0xc3, 0xa9], 'é'],
    ['us-ascii', [0x61], 'a'],
    // The quotes of half the Web's old pages; Node 20 makes control characters of them.
    ['iso-8859-1', [0x93, 0x61, 0x94, 0x92, 0x80], '“a”’€'],
    ['windows-1252', [0x92, 0xe9], '’é'],
    ['windows-1251', [0xcc, 0xe8, 0xf0], 'Мир'],
    ['utf-16le', [0x61, 0, 0x3d, 0xd8, 0x00, 0xde], 'a😀'],
    ['utf-16be', [0, 0x61], 'a'],
    ['shift_jis', [0x93, 0xfa, 0x96, 0x7b], '日本'],
    ['gb18030', [0xd6, 0xd0], '中'],
  ])('reads %s', (charset, bytes, text) => {
    expect(decoded(charset, ...bytes)).toEqual({ text });
  });

  it('drops one byte order mark at the start, and no other', () => {
    expect(decoded('utf-8', 0xef, 0xbb, 0xbf, 0x61)).toEqual({ text: 'a' });
    expect(decoded('utf-16le', 0xff, 0xfe, 0x61, 0)).toEqual({ text: 'a' });
    expect(decoded('utf-8', 0xef, 0xbb, 0xbf, 0xef, 0xbb, 0xbf)).toEqual({ text: '\uFEFF' });
    expect(decoded('utf-8', 0x61, 0xef, 0xbb, 0xbf)).toEqual({ text: 'a\uFEFF' });
  });

  it.each<[string, number[]]>([
    ['utf-8', [0x61, 0xff]],
    ['utf-8', [0xc3]],
    ['utf-8', [0xed, 0xa0, 0x80]],
    ['utf-8', [0xc0, 0x80]],
    ['utf-16le', [0x61]],
    ['utf-16le', [0x3d, 0xd8, 0x61, 0]],
    ['shift_jis', [0x93]],
    ['euc-jp', [0x92, 0x41]],
  ])('refuses what is not %s: %j', (charset, bytes) => {
    expect(decoded(charset, ...bytes)).toEqual({ reason: `The bytes are not valid ${charset}.` });
  });

  it.each(['klingon', 'utf-7', 'replacement', 'iso-2022-kr', ''])('does not know %j', (charset) => {
    expect(decoded(charset, 0x61)).toEqual({ reason: `The charset ${charset} is not known.` });
  });
});
