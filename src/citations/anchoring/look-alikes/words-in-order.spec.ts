import * as fc from 'fast-check';

import { PlacedWords, wordsInOrder } from './words-in-order.js';

/** Works it out as the textbooks do, one word after another. */
function longestCommon(words: readonly string[], others: readonly string[]): number {
  let row = Array<number>(words.length + 1).fill(0);
  for (const other of others) {
    const next = [0];
    for (const [at, word] of words.entries()) {
      next.push(word === other ? row[at]! + 1 : Math.max(next[at]!, row[at + 1]!));
    }
    row = next;
  }
  return row.at(-1)!;
}

describe('words in the same order', () => {
  it.each([
    ['a b c', 'a b c', 3],
    ['a b c', 'a c', 2],
    ['a b c', 'c b a', 1],
    ['a b', 'c', 0],
    ['', 'a', 0],
    ['a', '', 0],
  ])('of "%s" and "%s"', (one, other, count) => {
    const [words, others] = [new PlacedWords(one).words, new PlacedWords(other).words];
    expect(wordsInOrder(words, others, [others.length]).get(others.length)!(words.length)).toBe(
      count,
    );
  });

  it('are the longest common subsequence of any two beginnings', () => {
    const words = fc.array(fc.constantFrom('the', 'of', 'and', 'ward', 'votes', 'hall'), {
      maxLength: 150,
    });
    fc.assert(
      fc.property(words, words, fc.nat(), fc.nat(), (mine, theirs, one, other) => {
        const [first, stop] = [one % (mine.length + 1), other % (theirs.length + 1)];
        const common = wordsInOrder(mine, theirs, [theirs.length, stop]).get(stop)!;
        expect(common(first)).toBe(longestCommon(mine.slice(0, first), theirs.slice(0, stop)));
      }),
      { numRuns: 300 },
    );
  });

  it('are the letters of a script that puts no space between them', () => {
    expect(new PlacedWords('第3区, all').words).toEqual(['第', '3', '区', 'all']);
  });

  it('are those that begin in a place', () => {
    const words = new PlacedWords('One, two and three.');
    expect(words.within({ start: 5, end: 12 })).toEqual({ start: 1, end: 3 });
    expect(words.within({ start: 0, end: 19 })).toEqual({ start: 0, end: 4 });
  });
});
