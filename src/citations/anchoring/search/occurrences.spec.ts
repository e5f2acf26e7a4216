import * as fc from 'fast-check';

import { unitsOf } from '../../../text/code-units.js';
import { occurrences } from './occurrences.js';

const found = (text: string, pattern: string) => [...occurrences(unitsOf(text), unitsOf(pattern))];

function naively(text: string, pattern: string): number[] {
  if (pattern === '') return [];
  return Array.from({ length: text.length }, (_, at) => at).filter((at) =>
    text.startsWith(pattern, at),
  );
}

describe('occurrences', () => {
  it.each<[string, string, number[]]>([
    ['aaaa', 'aa', [0, 1, 2]],
    ['abababa', 'aba', [0, 2, 4]],
    ['aabaaab', 'aab', [0, 4]],
    ['aabaaabaaa', 'aabaaa', [0, 4]],
    ['abc', 'abc', [0]],
    ['abc', 'abcd', []],
    ['', 'a', []],
    ['abc', '', []],
    ['a😀b', '\uDE00', [2]],
  ])('of %j hold %j at %j', (text, pattern, places) => {
    expect(found(text, pattern)).toEqual(places);
  });

  it('are those that a naive search finds', () => {
    // Two letters, so that patterns repeat and overlap themselves.
    const letters = (maxLength: number) =>
      fc.string({ unit: fc.constantFrom('a', 'b'), maxLength });
    fc.assert(
      fc.property(letters(200), letters(8), (text, pattern) => {
        expect(found(text, pattern)).toEqual(naively(text, pattern));
      }),
      { numRuns: 1000 },
    );
  });

  it('of a piece of the text hold the place it was cut from', () => {
    const cut = fc
      .string({ unit: fc.constantFrom('a', 'b', '😀'), minLength: 1, maxLength: 200 })
      .chain((text) =>
        fc.tuple(fc.constant(text), fc.nat(text.length - 1), fc.integer({ min: 1, max: 50 })),
      );
    fc.assert(
      fc.property(cut, ([text, at, length]) => {
        const pattern = text.slice(at, at + length);
        expect(found(text, pattern)).toEqual(naively(text, pattern));
        expect(found(text, pattern)).toContain(at);
      }),
    );
  });

  it('are found in a time that does not grow with the product of the lengths', () => {
    const [text, pattern] = ['a'.repeat(1_000_000), `${'a'.repeat(100_000)}b`];
    const start = performance.now();
    expect(found(text, pattern)).toEqual([]);
    // The product would be a hundred thousand million steps.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});
