import * as fc from 'fast-check';

import { pageAt, segmentsOf } from './passage-segments.js';

const shown = (
  text: string,
  places: [number, number][],
  omitted: [number, number][],
  context = 3,
) =>
  segmentsOf(
    text,
    places.map(([start, end]) => ({ start, end })),
    omitted.map(([start, end]) => ({ start, end })),
    context,
  ).map(({ kind, start, text: words }) => `${kind} ${start} ${words}`);

describe('segmentsOf', () => {
  it('gives the passage and as much around it as is asked for', () => {
    expect(shown('0123456789', [[4, 6]], [])).toEqual(['text 1 123', 'quoted 4 45', 'text 6 678']);
    expect(shown('0123456789', [[0, 10]], [])).toEqual(['quoted 0 0123456789']);
    expect(shown('0123456789', [[1, 9]], [])).toEqual([
      'text 0 0',
      'quoted 1 12345678',
      'text 9 9',
    ]);
  });

  it('sets apart what the quote leaves out', () => {
    expect(
      shown(
        '0123456789',
        [[1, 9]],
        [
          [2, 4],
          [6, 7],
        ],
        0,
      ),
    ).toEqual(['quoted 1 1', 'omitted 2 23', 'quoted 4 45', 'omitted 6 6', 'quoted 7 78']);
  });

  it('shows every place, and leaves out what is far from all', () => {
    expect(
      shown(
        '0123456789abcdef',
        [
          [2, 3],
          [12, 13],
        ],
        [],
        2,
      ),
    ).toEqual(['text 0 01', 'quoted 2 2', 'text 3 34', 'text 10 ab', 'quoted 12 c', 'text 13 de']);
    expect(
      shown(
        '0123456789',
        [
          [1, 4],
          [3, 6],
          [7, 8],
        ],
        [],
      ),
    ).toEqual(['text 0 0', 'quoted 1 12345', 'text 6 6', 'quoted 7 7', 'text 8 89']);
  });

  it('counts in code points', () => {
    expect(shown('😀😀a👍🏾b', [[2, 4]], [[3, 4]])).toEqual([
      'text 0 😀😀',
      'quoted 2 a',
      'omitted 3 👍',
      'text 4 🏾b',
    ]);
  });

  it('shows each code point once, in order, and the places whole', () => {
    const place = fc.tuple(fc.nat(60), fc.nat(20)).map(([start, length]) => ({
      start,
      end: start + length + 1,
    }));
    const places = fc.array(place, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 90 }),
        places,
        fc.nat(50),
        (text, all, context) => {
          const points = [...text];
          const segments = segmentsOf(text, all, [], context);
          let end = 0;
          for (const segment of segments) {
            expect(segment.start).toBeGreaterThanOrEqual(end);
            end = segment.start + [...segment.text].length;
            expect(segment.text).toBe(points.slice(segment.start, end).join(''));
          }
          const quoted = segments.filter(({ kind }) => kind === 'quoted');
          for (const { start, end: last } of all) {
            expect(
              quoted.some(
                (each) => each.start <= start && each.start + [...each.text].length >= last,
              ),
            ).toBe(true);
          }
        },
      ),
    );
  });
});

it('tells the page of a code point', () => {
  const pages = [0, 10, 10, 25];
  expect([0, 9, 10, 24, 25, 99].map((point) => pageAt(pages, point))).toEqual([1, 1, 3, 3, 4, 4]);
  expect(pageAt([0], 5)).toBe(1);
});
