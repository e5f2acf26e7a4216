import * as fc from 'fast-check';

import { exactly, normalized, type Finder, type Place } from './finders.js';
import { normalizedText, trimmed } from './normalized-text.js';
import { SnapshotText } from './snapshot-text.js';
import { DROPPED, JOINING, kindOf } from './treatment.js';

const found = (find: Finder, text: string, exact: string) => [
  ...find(new SnapshotText(text), exact),
];
const plain = (text: string) => String.fromCharCode(...trimmed(normalizedText(text)).units);

/** What belongs together: a code point with the marks that join it. What has no width is of none. */
function piecesOf(text: string): Place[] {
  const pieces: Place[] = [];
  let joinable = false;
  let start = 0;
  for (const point of text) {
    const kind = kindOf(point.codePointAt(0)!);
    const end = start + point.length;
    if (kind === JOINING && joinable) pieces.push({ start: pieces.pop()!.start, end });
    else if (kind !== DROPPED) {
      pieces.push({ start, end });
      joinable = true;
    }
    start = end;
  }
  return pieces;
}

/** Every stretch of pieces that is plainly the quote, with no white space at its edges. */
function naively(text: string, exact: string): Place[] {
  const quote = plain(exact);
  if (quote === '') return [];
  const pieces = piecesOf(text);
  return pieces.flatMap(({ start }, first) =>
    pieces
      .slice(first)
      .map(({ end }) => ({ start, end }))
      .filter((place) => {
        const words = text.slice(place.start, place.end);
        return plain(words) === quote && plain(`x${words}x`) === `x${quote}x`;
      }),
  );
}

const text = fc.string({
  unit: fc.constantFrom(
    ...['a', 'b', ' ', '\u00A0', '’', "'", '“', '—', '-', 'e', 'é', '\u0301', 'q', '\u0323'],
    ...['ﬁ', 'f', 'i', '…', '.', '\u00A8', '\u00AD', '\u200D', '😀', '\uD83D', '\uDE00'],
  ),
  maxLength: 14,
});

/** By chance a short one, or a part of the text in its plain form. */
const textAndQuote = text.chain((whole) =>
  fc.tuple(
    fc.constant(whole),
    fc.oneof(
      text.map((other) => other.slice(0, 3)),
      fc.tuple(fc.nat(whole.length), fc.nat(whole.length)).map(([one, other]) => {
        const [start, end] = one < other ? [one, other] : [other, one];
        return plain(whole.slice(start, end));
      }),
    ),
  ),
);

describe('the normalized reading', () => {
  it('finds the places that a naive search finds', () => {
    fc.assert(
      fc.property(textAndQuote, ([whole, quote]) => {
        expect(found(normalized, whole, quote)).toEqual(naively(whole, quote));
      }),
      { numRuns: 5000 },
    );
  });
});

describe('the exact reading', () => {
  it('finds only what is the quote, unit for unit', () => {
    fc.assert(
      fc.property(textAndQuote, ([whole, quote]) => {
        for (const { start, end } of found(exactly, whole, quote)) {
          expect(whole.slice(start, end)).toBe(quote);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
