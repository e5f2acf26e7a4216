import * as fc from 'fast-check';

import type { Place } from '../../../text/place.js';
import { skeletonOf, skeletonString } from '../texts/skeleton.js';
import { runsOf } from './same-letters.js';

function letters(text: string, quote: string): Place[] {
  const skeleton = skeletonOf(text);
  return [...runsOf(skeleton, skeletonOf(quote).units)].map(({ from, to }) => ({
    start: skeleton.starts[from]!,
    end: skeleton.ends[to - 1]!,
  }));
}

describe('runsOf', () => {
  const character = fc.constantFrom(
    ...['a', 'b', 'A', ' ', '\u00A0', '’', "'", '“', '—', '-', 'e', 'é', '\u0301', 'q', '\u0323'],
    ...['ﬁ', 'f', 'i', '…', '.', '\u00AD', '\u200D', '😀', '\uD83D', '\uDE00', 'ß', 's', '٣', '3'],
  );

  it('finds every place with the letters of the quote, and nothing else', () => {
    const text = fc.string({ unit: character, maxLength: 14 });
    const quote = fc.string({ unit: character, minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(text, quote, (whole, part) => {
        const wanted = skeletonString(part);
        fc.pre(wanted !== '');
        const found = letters(whole, part);
        for (const { start, end } of found) {
          expect(skeletonOf(whole.slice(start, end)).units).toEqual(skeletonOf(part).units);
        }
        // A stretch of the text in those letters begins with one of them and ends with one.
        const starts = [...Array(whole.length).keys()].filter((at) =>
          found.some(({ start }) => start === at),
        );
        expect(starts).toEqual([...new Set(found.map(({ start }) => start))]);
        if (skeletonString(whole) === wanted) expect(found).toHaveLength(1);
      }),
      { numRuns: 3000 },
    );
  });

  it('passes over the bracket of a note, and not one that stands alone', () => {
    expect(letters('in 2021[3], they say', '2021, they')).toHaveLength(1);
    expect(letters('see [3] there', 'see there')).toHaveLength(0);
  });
});
