import * as fc from 'fast-check';

import { exactly, sameLetters, type Place } from './finders.js';
import { skeletonOf, skeletonString } from './skeleton.js';
import { SnapshotText } from './snapshot-text.js';

const exact = (text: string, quote: string) => [...exactly(new SnapshotText(text), quote)];

function letters(text: string, quote: string): Place[] {
  const skeleton = skeletonOf(text);
  return [...sameLetters(skeleton, skeletonOf(quote).units)].map(({ from, to }) => ({
    start: skeleton.starts[from]!,
    end: skeleton.ends[to - 1]!,
  }));
}

describe('exactly', () => {
  it.each<[string, string, string, number]>([
    ['a decimal', 'rose by 12.5 per cent', 'rose by 12', 0],
    ['a decimal’s end', 'rose by 12.5 per cent', '5 per cent', 0],
    ['a longer number', '125 ships', '25 ships', 0],
    ['a negative number', 'a loss of -5 million', '5 million', 0],
    ['a range', '5–6 ships', '6 ships', 0],
    ['per cent', 'rose 12 %', 'rose 12', 0],
    ['a currency', 'owes $1,500 now', '1,500 now', 0],
    ['a power', '10⁶ stars', 'stars', 1],
    ['a power cut off', 'has 10⁶ stars', 'has 10', 0],
    ['a unit’s power', '5 km² wide', '5 km', 0],
    ['a note', 'in 2021³ it', 'in 2021', 1],
    ['digits of a word', 'COVID-19 cases', '19 cases', 1],
    ['the full stop behind a number', 'It was 12. Then', 'It was 12', 1],
    ['a number that stands whole elsewhere', '12 of 120', '12', 1],
  ])('does not cut a number: %s', (_, text, quote, count) => {
    expect(exact(text, quote)).toHaveLength(count);
  });
});

describe('sameLetters', () => {
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
