import * as fc from 'fast-check';

import type { Anchoring } from '../../../events/citation/citation-events.js';
import { anchorQuote, MOST_PLACES } from './anchor-quote.js';

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Few characters, so that quotes repeat; of every kind that is treated in its own way. */
const repetitive = fc.string({
  unit: fc.constantFrom(
    ...['a', 'b', ' ', '\n', "'", '’', '“', '-', '—', 'e', 'é', '\u0301', 'ﬁ', '\u00AD'],
    ...['😀', 'ש', '\uD83D', '\uDE00'],
  ),
  minLength: 1,
  maxLength: 60,
});
const anyText = fc.oneof(repetitive, fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }));

/** A part of a word that a line end divides is none. */
const DIVIDES = /[-\u00AD\u2010\u2011][ \t]*\r?\n/u;

/** Part of a number, of a power or of an index (CO₂) is none either; these have examples of their own. */
const FIGURES = /[\p{N}\u2070-\u209C]/u;

/** A letter without its marks is another one. */
function isMark(point = ''): boolean {
  return /^\p{M}$/u.test(point);
}

/** A text and a part of it, in code points. */
const cut = anyText
  .filter((text) => !DIVIDES.test(text) && !FIGURES.test(text))
  .chain((text) => {
    const points = [...text];
    return fc.tuple(fc.nat(points.length - 1), fc.nat(points.length - 1)).map(([one, other]) => ({
      points,
      start: Math.min(one, other),
      end: Math.max(one, other) + 1,
    }));
  })
  .filter(({ points, end }) => !isMark(points[end]));

function placesOf({ passage, places = [] }: Anchoring): readonly Place[] {
  return passage ? [{ start: passage.start, end: passage.end }] : places;
}

function expectToHold(anchoring: Anchoring, { start, end }: Place): void {
  const places = placesOf(anchoring);
  expect(anchoring.anchor).toBe(places.length === 1 ? 'anchored' : 'ambiguous');
  if (places.length < MOST_PLACES) expect(places).toContainEqual({ start, end });
}

describe('a quote cut from the text', () => {
  it('is exact, and the cut is among its places', () => {
    fc.assert(
      fc.property(cut, ({ points, start, end }) => {
        const exact = points.slice(start, end).join('');
        const anchoring = anchorQuote(points.join(''), { exact });
        expect(anchoring.fidelity).toBe('exact');
        expectToHold(anchoring, { start, end });
        if (anchoring.passage) expect(anchoring.passage).toEqual({ start, end, exact });
      }),
      { numRuns: 2000 },
    );
  });

  it('is there with what stands around it, too, in no more places than without', () => {
    const withLengths = fc.tuple(cut, fc.nat(8), fc.nat(8));
    fc.assert(
      fc.property(withLengths, ([{ points, start, end }, before, after]) => {
        const text = points.join('');
        const exact = points.slice(start, end).join('');
        const prefix = points.slice(Math.max(0, start - before), start).join('');
        const suffix = points.slice(end, end + after).join('');
        const anchoring = anchorQuote(text, { exact, prefix, suffix });
        expect(anchoring.fidelity).toBe('exact');
        expectToHold(anchoring, { start, end });
        expect(placesOf(anchorQuote(text, { exact }))).toEqual(
          expect.arrayContaining([...placesOf(anchoring)]),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a quote that is called exact', () => {
  it('stands at each of its places, which are all there are, in order', () => {
    const quote = fc.string({ unit: fc.constantFrom('a', 'b', ' ', '’', '😀'), maxLength: 3 });
    fc.assert(
      fc.property(repetitive, quote, (text, exact) => {
        fc.pre(exact !== '');
        const points = [...text];
        const length = [...exact].length;
        const expected = points
          .map((_, start) => ({ start, end: start + length }))
          .filter(({ start, end }) => points.slice(start, end).join('') === exact)
          .filter(({ end }) => !isMark(points[end]));
        const anchoring = anchorQuote(text, { exact });
        const isExact = anchoring.fidelity === 'exact';
        // Half of a divided word is no place, so that there may be fewer.
        if (DIVIDES.test(text)) {
          if (isExact) expect(expected).toEqual(expect.arrayContaining([...placesOf(anchoring)]));
          return;
        }
        expect(isExact).toBe(expected.length > 0);
        if (isExact) expect(placesOf(anchoring)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a quote of other letters', () => {
  it('is absent', () => {
    const letters = (from: string) => fc.string({ unit: fc.constantFrom(...from), maxLength: 40 });
    fc.assert(
      fc.property(letters('abcdé \n’“—\u00AD'), letters('xyzü ’"-\u00AD'), (text, exact) => {
        fc.pre(/[xyzü]/.test(exact));
        expect(anchorQuote(text, { exact })).toEqual({
          algorithm: 'text-quote/5',
          fidelity: 'absent',
          anchor: 'orphaned',
          nearestScore: expect.any(Number) as number,
        });
      }),
    );
  });
});

/** The ways to type one thing. The first has a text's plain form. */
const WAYS = {
  space: [' ', '  ', '\u00A0', '\n', '\r\n', '\u2009\t', '\u3000'],
  apostrophe: ["'", '’', '‘', 'ʼ'],
  quotes: ['"', '“', '”', '«', '„'],
  dash: ['-', '–', '—', '\u2011', '−'],
  nothing: ['', '\u00AD', '\u200B', '\u200F'],
  acute: ['é', 'e\u0301'],
  ligature: ['fi', 'ﬁ'],
  ellipsis: ['...', '…'],
  a: ['a'],
  b: ['b'],
  emoji: ['😀'],
} as const;
type Kind = keyof typeof WAYS;
const EDGELESS: readonly Kind[] = ['space', 'nothing'];

/** One piece of a text, as it is typed there and as it is typed in the quote. */
const typedTwice = fc.constantFrom(...(Object.keys(WAYS) as Kind[])).chain((kind) => {
  const way = fc.constantFrom<string>(...WAYS[kind]);
  return fc.record({ kind: fc.constant(kind), there: way, quoted: way });
});

/** Dashes in a row are one, and dots. */
const RUNS: readonly Kind[] = ['dash', 'ellipsis'];

const noisyCut = fc
  .array(typedTwice, { minLength: 1, maxLength: 40 })
  .map((pieces) => {
    const kept: typeof pieces = [];
    for (const piece of pieces) {
      const before = kept.findLast(({ kind }) => !EDGELESS.includes(kind));
      if (!(RUNS.includes(piece.kind) && before?.kind === piece.kind)) kept.push(piece);
    }
    return kept;
  })
  .chain((pieces) =>
    fc.tuple(fc.constant(pieces), fc.nat(pieces.length - 1), fc.nat(pieces.length - 1)),
  )
  .map(([pieces, one, other]) => {
    const part = pieces.slice(Math.min(one, other), Math.max(one, other) + 1);
    const there = (some: typeof pieces) => some.map((piece) => piece.there).join('');
    const start = [...there(pieces.slice(0, Math.min(one, other)))].length;
    const exact = part.map(({ quoted }) => quoted).join('');
    const words = there(part);
    return { text: there(pieces), exact, words, start, edges: [part[0]!, part.at(-1)!] };
  })
  .filter(({ edges }) => !edges.some(({ kind }) => EDGELESS.includes(kind)))
  // Words that a line end divides have examples of their own: what is a hyphen of theirs cannot be known.
  .filter(({ text, exact }) => !DIVIDES.test(text) && !DIVIDES.test(exact))
  // Of marks alone nothing is left to compare, but for how they are typed.
  .filter(({ exact }) => /[abéeﬁf]/u.test(exact));

describe('a quote typed otherwise than the text', () => {
  it('is found where it was cut, or exactly elsewhere', () => {
    fc.assert(
      fc.property(noisyCut, ({ text, exact, words, start }) => {
        const anchoring = anchorQuote(text, { exact });
        if (anchoring.fidelity === 'exact') {
          const points = [...text];
          for (const place of placesOf(anchoring)) {
            // An ellipsis at either end is the quote's own.
            const inner = exact.replace(/^(?:…|\.\.\.)\s*|\s*(?:…|\.\.\.)$/gu, '');
            expect([exact, inner]).toContain(points.slice(place.start, place.end).join(''));
          }
        } else {
          expect(anchoring.fidelity).toBe('normalized');
          expect(exact).not.toBe(words);
          expectToHold(anchoring, { start, end: start + [...words].length });
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('is anchored there where no other place is like it', () => {
    const marked = noisyCut.map(({ text, exact, words, start }) => ({
      text: `${text.slice(0, unitsBefore(text, start))}<${words}>${text.slice(unitsBefore(text, start) + words.length)}`,
      exact: `<${exact}>`,
      words: `<${words}>`,
      start,
    }));
    fc.assert(
      fc.property(marked, ({ text, exact, words, start }) => {
        expect(anchorQuote(text, { exact })).toMatchObject({
          algorithm: 'text-quote/5',
          fidelity: exact === words ? 'exact' : 'normalized',
          anchor: 'anchored',
          passage: { start, end: start + [...words].length, exact: words },
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('is told from its like by surroundings that are typed otherwise, too', () => {
    const unlike = noisyCut.filter(({ exact, words }) => exact !== words);
    fc.assert(
      fc.property(unlike, ({ exact, words }) => {
        const around = { prefix: '\u00A0“ ', suffix: ' ”' };
        const text = `<${words}> "${words}" {${words}}`;
        const anchoring = anchorQuote(text, { exact, ...around });
        // By chance the words can hold the quote as it is typed.
        fc.pre(anchoring.fidelity === 'normalized');
        const start = [...words].length + 4;
        const end = start + [...words].length;
        expect(anchoring).toMatchObject({ anchor: 'anchored', passage: { start, end } });
      }),
      { numRuns: 1000 },
    );
  });
});

function unitsBefore(text: string, codePoints: number): number {
  return [...text].slice(0, codePoints).join('').length;
}
