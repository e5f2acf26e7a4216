import * as fc from 'fast-check';

import { wordsOf } from './words.js';

const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

const anyText = fc.string({
  unit: fc.constantFrom(
    ...['a', 'B', '7', ' ', ' ', '  ', '\n', '\u00A0', '\u3000', '.', ',', "'", '’', '_', '-', '"'],
    ...['é', '\u0301', '\u200D', '\u00AD', 'ש', '事', 'は', 'カ', 'ไ', '😀', '\uD83D', '\uDE00'],
  ),
  maxLength: 24,
});

describe('wordsOf', () => {
  it('divides a text as the segmenter alone does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const segments = [...segmenter.segment(text)].filter(
          ({ segment }) => segment.trim() !== '',
        );
        expect(wordsOf(text)).toEqual(
          segments.map(({ segment, index, isWordLike }) => ({
            text: segment,
            start: index,
            end: index + segment.length,
            isWord: isWordLike,
          })),
        );
      }),
      { numRuns: 5000 },
    );
  });
});
