import { MOST_MARKS } from '../../events/source/source-events.js';
import { detailsOf } from './found-text.js';

describe('what is recorded of a text besides its words', () => {
  it('counts in code points', () => {
    const text = '🚢 The pier is not ours.';
    expect(
      detailsOf({
        text,
        pageStarts: [0, 3],
        article: { start: 3, end: text.length },
        marks: [{ kind: 'struck', start: 15, end: 18 }],
        language: 'en',
        unreadable: 0.25,
      }),
    ).toEqual({
      pages: [0, 2],
      article: { start: 2, end: 23 },
      marks: [{ kind: 'struck', start: 14, end: 17 }],
      language: 'en',
      unreadable: 0.25,
    });
  });

  it('leaves out what there is none of, and a language that is none', () => {
    expect(
      detailsOf({
        text: 'Ours.',
        article: { start: 2, end: 2 },
        marks: [{ kind: 'inserted', start: 1, end: 1 }],
        language: 'a language',
        unreadable: 0,
      }),
    ).toEqual({});
  });

  it('has marks in order, and those of one kind that touch as one', () => {
    const { marks } = detailsOf({
      text: 'x'.repeat(30),
      marks: [
        { kind: 'struck', start: 10, end: 12 },
        { kind: 'inserted', start: 12, end: 14 },
        { kind: 'struck', start: 4, end: 10 },
      ],
    });
    expect(marks).toEqual([
      { kind: 'struck', start: 4, end: 12 },
      { kind: 'inserted', start: 12, end: 14 },
    ]);
  });

  it('joins those that are the nearest to each other where they are too many', () => {
    const many = Array.from({ length: MOST_MARKS + 1 }, (_, n) => ({
      kind: 'struck' as const,
      // The last two are nearer to each other than any others.
      start: n === MOST_MARKS ? 10 * n - 5 : 10 * n,
      end: n === MOST_MARKS ? 10 * n : 10 * n + 4,
    }));
    const { marks = [] } = detailsOf({ text: 'x'.repeat(20 * MOST_MARKS), marks: many });
    expect(marks).toHaveLength(MOST_MARKS);
    expect(marks.at(-1)).toEqual({ kind: 'struck', start: 9990, end: 10_000 });
  });
});
