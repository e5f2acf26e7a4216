import * as fc from 'fast-check';

import { anchorQuote } from '../anchor-quote.js';
import { MOST_LEFT_OUT } from './words-in-common.js';

/** Words without a letter in common, each once. */
const WORDS = [...'abcdefghijklmnopqrstuvw'].map((letter, index) => letter.repeat(4 + (index % 4)));
const sentence = (minLength: number, maxLength: number) =>
  fc.shuffledSubarray(WORDS, { minLength, maxLength });
const OTHER = 'zzzzzzzzz';
const around = (words: string) => `Xx xxx. ${words}. Yy yyy.`;

describe('a quote of few words', () => {
  it('is altered where a third of them are others at the most, and has no more changes', () => {
    const cases = sentence(3, 9).chain((words) =>
      fc.tuple(
        fc.constant(words),
        fc.uniqueArray(fc.nat(words.length - 1), {
          minLength: 1,
          maxLength: Math.floor(words.length / 3),
        }),
      ),
    );
    fc.assert(
      fc.property(cases, ([words, others]) => {
        const exact = words.map((word, at) => (others.includes(at) ? OTHER : word)).join(' ');
        const anchoring = anchorQuote(around(words.join(' ')), { exact });
        expect(anchoring).toMatchObject({ fidelity: 'altered', anchor: 'anchored' });
        expect(anchoring.passage!.exact).toBe(words.join(' '));
        expect(anchoring.difference!.changes).toHaveLength(others.length);
      }),
    );
  });

  it('is absent where more than half of them are others', () => {
    const cases = sentence(3, 9).chain((words) =>
      fc.tuple(fc.constant(words), fc.shuffledSubarray([...words.keys()])),
    );
    fc.assert(
      fc.property(cases, ([words, others]) => {
        fc.pre(others.length > words.length / 2);
        const exact = words.map((word, at) => (others.includes(at) ? OTHER : word)).join(' ');
        expect(anchorQuote(around(words.join(' ')), { exact }).fidelity).toBe('absent');
      }),
    );
  });
});

describe('a quote that leaves out words in a row', () => {
  const cut = sentence(6, 20).chain((words) =>
    fc
      .tuple(
        fc.constant(words),
        fc.integer({ min: 1, max: words.length - 2 }),
        fc.integer({ min: 2, max: words.length - 1 }),
      )
      .filter(([, from, to]) => from < to && to - from <= MOST_LEFT_OUT)
      .filter(([{ length }, from, to]) => length - (to - from) >= 3),
  );

  it('is altered, with the whole of the passage and just that change', () => {
    fc.assert(
      fc.property(cut, ([words, from, to]) => {
        const exact = [...words.slice(0, from), ...words.slice(to)].join(' ');
        const anchoring = anchorQuote(around(words.join(' ')), { exact });
        expect(anchoring).toMatchObject({
          fidelity: 'altered',
          passage: { exact: words.join(' ') },
          difference: {
            changes: [{ from: words.slice(from, to).join(' '), to: '', kind: 'word' }],
          },
        });
      }),
    );
  });

  it('is none where a sentence ends in that row', () => {
    const text = 'The ships left the port on Monday. Nobody came in May.';
    expect(anchorQuote(text, { exact: 'The ships came in May' }).fidelity).toBe('absent');
  });

  it('is none where the row is longer', () => {
    const long = `The yard will ${'so '.repeat(MOST_LEFT_OUT + 1)}sell the pier.`;
    const { fidelity, passage } = anchorQuote(long, { exact: 'The yard will sell the pier' });
    expect([fidelity, passage]).toEqual(['absent', undefined]);
  });
});
