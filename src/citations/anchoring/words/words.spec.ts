import * as fc from 'fast-check';

import { wordsOf } from './words.js';

const told = (text: string, language?: string) =>
  wordsOf(text, language).map(({ key, kind }) => (kind === 'word' ? key : [key, kind]));

describe('wordsOf', () => {
  it.each<[string, string, unknown[]]>([
    [
      'words and marks',
      'We waited, he said.',
      ['we', 'waited', [',', 'mark'], 'he', 'said', ['.', 'mark']],
    ],
    ['a compound and an apostrophe', 'well-known isn’t', ['well', ['-', 'mark'], 'known', 'isnt']],
    ['a word that a line end divides', 'the nego-\ntiations', ['the', 'negotiations']],
    ['a soft hyphen at a line end', 'the nego\u00AD\ntiations', ['the', 'negotiations']],
    ['a dash is no hyphen', 'here –\nthere', ['here', ['-', 'mark'], 'there']],
    [
      'numbers whole',
      'from −5.5 to 1 234 567 km',
      ['from', ['-5.5', 'number'], 'to', ['1234567', 'number'], 'km'],
    ],
    [
      'ranges, times and fractions',
      '5–6 at 10:30, 1/2',
      [['5-6', 'number'], 'at', ['10:30', 'number'], [',', 'mark'], ['1/2', 'number']],
    ],
    ['currency and per cent', '$1,500 is 12 %', [['$1500', 'number'], 'is', ['12%', 'number']]],
    ['a power', '10⁶ of it', [['10^6', 'number'], 'of', 'it']],
    [
      'the sign of a note',
      '2021³ was word¹² bad[4] too*',
      [['2021', 'number'], 'was', 'word', 'bad', 'too'],
    ],
    ['a unit and an index', '5 km² of CO₂', [['5', 'number'], 'km2', 'of', 'co2']],
    [
      'digits in a word',
      'B52 and COVID-19',
      ['b52', 'and', 'covid', ['-', 'mark'], ['19', 'number']],
    ],
    ['scripts without spaces', '有12艘船', ['有', ['12', 'number'], '艘', '船']],
    [
      'dots',
      'so … or ... or . . .',
      ['so', ['…', 'mark'], 'or', ['…', 'mark'], 'or', ['…', 'mark']],
    ],
  ])('divides %s', (_, text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('reads the groups of a number as its language has them', () => {
    expect(told('1.234', 'de')).toEqual([['1234', 'number']]);
    expect(told('1.234', 'en')).toEqual([['1.234', 'number']]);
    expect(told('1,234', 'de')).toEqual([['1,234', 'number']]);
    expect(told('1,234')).toEqual([['1234', 'number']]);
    expect(told('12,34,567')).toEqual([['1234567', 'number']]);
    expect(told('1.234.567 and 1,234,567')).toEqual([
      ['1234567', 'number'],
      'and',
      ['1234567', 'number'],
    ]);
  });

  it('leaves out nothing but white space, what has no width and signs of notes, in order', () => {
    const text = fc.string({
      unit: fc.constantFrom(
        ...[
          'a',
          'B',
          '7',
          ' ',
          ' ',
          '  ',
          '\n',
          '\u00A0',
          '\u3000',
          '.',
          ',',
          "'",
          '’',
          '_',
          '-',
          '"',
        ],
        ...[
          'é',
          '\u0301',
          '\u200D',
          '\u00AD',
          'ש',
          '事',
          'は',
          'カ',
          'ไ',
          '😀',
          '\uD83D',
          '$',
          '%',
        ],
      ),
      maxLength: 24,
    });
    fc.assert(
      fc.property(text, (whole) => {
        let at = 0;
        for (const { text: word, start, end } of wordsOf(whole)) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(whole.slice(at, start)).toMatch(/^[\s\p{Cf}\p{M}]*$/u);
          expect(whole.slice(start, end)).toBe(word);
          at = end;
        }
        expect(whole.slice(at)).toMatch(/^[\s\p{Cf}\p{M}]*$/u);
      }),
      { numRuns: 5000 },
    );
  });
});
