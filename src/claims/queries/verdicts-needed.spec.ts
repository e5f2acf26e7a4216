import * as fc from 'fast-check';

import { verdictsNeeded } from './verdicts-needed.js';

const quorumOf = (quorum: number, distinctOrganizations = false) => ({
  quorum,
  distinctOrganizations,
});
const votes = (ratings: string) =>
  [...ratings].map((rating, n) => ({ rating, reviewer: `r${n}`, organization: `o${n % 2}` }));

describe('verdictsNeeded', () => {
  it.each([
    ['nobody has judged', quorumOf(2), '', 2],
    ['one of two has', quorumOf(2), 'a', 1],
    ['the quorum is there', quorumOf(2), 'aa', 0],
    ['two disagree', quorumOf(2), 'ab', 1],
    ['a majority is lacking', quorumOf(2), 'aabb', 1],
    ['three ratings are even', quorumOf(2), 'aabbcc', 3],
    ['organizations count, and three reviewers come from two', quorumOf(3, true), 'aaa', 1],
  ])('when %s', (_, policy, ratings, needed) => {
    expect(verdictsNeeded(policy, votes(ratings))).toBe(needed);
  });

  it('is enough: that many more of some rating, and one fewer of none, make the finding', () => {
    const ratings = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 12 });
    fc.assert(
      fc.property(ratings, fc.integer({ min: 1, max: 5 }), (given, quorum) => {
        const needed = verdictsNeeded(quorumOf(quorum), votes(given.join('')));
        const settledBy = (more: number) =>
          ['a', 'b', 'c', 'd'].some((rating) => {
            const all = [...given, ...Array<string>(more).fill(rating)];
            return ['a', 'b', 'c', 'd'].some((leading) => {
              const behind = all.filter((r) => r === leading).length;
              return behind >= quorum && 2 * behind > all.length;
            });
          });
        expect(settledBy(needed)).toBe(true);
        if (needed > 0) expect(settledBy(needed - 1)).toBe(false);
      }),
    );
  });
});
