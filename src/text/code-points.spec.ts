import * as fc from 'fast-check';

import { codePointOffsets, cutsPair } from './code-points.js';

/** Any code units at all: pairs, halves of pairs, in any order. */
const anyText = fc.string({
  unit: fc.constantFrom('a', 'é', '\u0301', 'ש', '😀', '\uD83D', '\uDE00'),
  maxLength: 40,
});

describe('codePointOffsets', () => {
  it('counts a character outside the Basic Multilingual Plane once', () => {
    const at = codePointOffsets('a😀b👩‍🚀');
    expect([0, 1, 3, 4, 6, 7, 9].map(at)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('counts the half of a pair, and a mark that joins what is before it', () => {
    expect(codePointOffsets('\uDE00\uD83D')(2)).toBe(2);
    expect(codePointOffsets('\uDE00\uD83D\uDE00')(3)).toBe(2);
    expect(codePointOffsets('e\u0301')(2)).toBe(2);
  });

  it('counts as iterating over the text does', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const at = codePointOffsets(text);
        let offset = 0;
        const points = [...text];
        for (const [index, point] of points.entries()) {
          expect(at(offset)).toBe(index);
          offset += point.length;
        }
        expect(at(offset)).toBe(points.length);
      }),
    );
  });

  it.each([4094, 4095, 4096, 8190, 8191])('counts a pair that begins at %i once', (before) => {
    const at = codePointOffsets(`${'a'.repeat(before)}😀${'b'.repeat(5000)}`);
    expect(at(before)).toBe(before);
    expect(at(before + 2)).toBe(before + 1);
    expect(at(before + 5002)).toBe(before + 5001);
  });

  it.each([-1, 4, NaN, Infinity])('knows no offset %d in a text of three units', (offset) => {
    expect(() => codePointOffsets('abc')(offset)).toThrow(RangeError);
  });

  it('knows the one offset of an empty text', () => {
    expect(codePointOffsets('')(0)).toBe(0);
  });
});

describe('cutsPair', () => {
  it('tells the middle of a pair, and nothing else', () => {
    expect([0, 1, 2, 3, 4].map((at) => cutsPair('a😀b', at))).toEqual([
      false,
      false,
      true,
      false,
      false,
    ]);
    expect([0, 1, 2].map((at) => cutsPair('\uDE00\uD83D', at))).toEqual([false, false, false]);
    expect([1, 2].map((at) => cutsPair('\uD83D\uD83D', at))).toEqual([false, false]);
  });
});
