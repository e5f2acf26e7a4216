import * as fc from 'fast-check';

import { isBoundary, normalizedText, trimmed, withoutSpaces } from './normalized-text.js';
import { JOINING, kindOf } from './treatment.js';

const shown = (units: Uint16Array) => String.fromCharCode(...units);
const normal = (text: string) => shown(normalizedText(text).units);

/** The same as a whole, by regular expressions, for texts of short pieces. */
function asAWhole(text: string): string {
  const plain = (part: string): string =>
    part
      .replace(/[\u00B4\u2018-\u201B\u2032\u2035\u2039\u203A\u02B9\u02BC]/gu, "'")
      .replace(/[\u00AB\u00BB\u201C-\u201F\u2033\u2036]/gu, '"')
      .replace(/[\u2010-\u2015\u2043\u2212\u2E3A\u2E3B]/gu, '-');
  const wide = text.replace(
    /[\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF]/gu,
    '',
  );
  return plain(plain(wide).normalize('NFKC')).replace(/\p{White_Space}+/gu, ' ');
}

describe('normalizedText', () => {
  it.each<[string, string, string]>([
    [
      'white space of every kind',
      'a\u00A0b\u2009\u3000c\t\r\nd\u2028e\u0085f\u1680g',
      'a b c d e f g',
    ],
    ['curly quotes', '“a” ‘b’ „c‟ «d» ‹e› f′ g″ ´h', '"a" \'b\' "c" "d" \'e\' f\' g" \'h'],
    ['dashes', 'a‐b‑c‒d–e—f―g−h⁃i', 'a-b-c-d-e-f-g-h-i'],
    ['soft hyphens and what has no width', 'co\u00ADop\u200Ber\u2060ate\uFEFF\u200F', 'cooperate'],
    ['composed and decomposed', 'e\u0301 é A\u030A', 'é é Å'],
    ['marks in another order', 'q\u0323\u0307 q\u0307\u0323', 'q\u0323\u0307 q\u0323\u0307'],
    ['a mark after what has no width', 'e\u00AD\u0301', 'é'],
    ['ligatures and other compatibility forms', 'ﬁ ﬃ ½ ² … Ａ ㎏ Ⅻ', 'fi ffi 1⁄2 2 ... A kg XII'],
    ['what becomes a quote or a dash only then', 'ŉ ⁗ ﹘', "'n '''' -"],
    ['jamo', '\u1112\u1161\u11AB 한', '한 한'],
    ['the halves of a pair', '\uDE00\uD83D', '\uDE00\uD83D'],
    ['white space alone', ' \n ', ' '],
    ['nothing', '\u00AD', ''],
  ])('makes plain: %s', (_, text, plain) => {
    expect(normal(text)).toBe(plain);
    expect(normal(plain)).toBe(plain);
  });

  it('knows where each unit came from', () => {
    const { starts, ends } = normalizedText('a\u00AD e\u0301ﬁ \n…');
    expect([...starts]).toEqual([0, 2, 3, 5, 5, 6, 8, 8, 8]);
    expect([...ends]).toEqual([1, 3, 5, 6, 6, 8, 9, 9, 9]);
  });

  it('divides only between pieces', () => {
    const text = normalizedText('xﬁe\u0301');
    expect(shown(text.units)).toBe('xfié');
    expect([0, 1, 2, 3, 4].map((index) => isBoundary(text, index))).toEqual([
      true,
      true,
      false,
      true,
      true,
    ]);
    // The accent that stands alone begins with a space, which the one before it takes in.
    const accent = normalizedText('a \u00A8b');
    expect(shown(accent.units)).toBe('a \u0308b');
    expect([1, 2, 3].map((index) => isBoundary(accent, index))).toEqual([true, false, true]);
  });

  it('gives the pieces together what the whole gives', () => {
    const character = fc.oneof(
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      fc.string({
        unit: fc.constantFrom(...'aeé \u0301\u0323\u00AD\u200D’“—ﬁ…ŉ﹘한\u1100\u1161\u11A8가ｶﾞ'),
        minLength: 1,
        maxLength: 3,
      }),
    );
    const text = fc.array(character, { maxLength: 12 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (t) => expect(normal(t)).toBe(asAWhole(t))),
      { numRuns: 3000 },
    );
  });

  it('says of every unit where it is, in order and inside the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (t) => {
        const { units, starts, ends } = normalizedText(t);
        for (let at = 0; at < units.length; at += 1) {
          expect(ends[at]!).toBeGreaterThan(starts[at]!);
          expect(ends[at]!).toBeLessThanOrEqual(t.length);
          if (at > 0) expect(starts[at]!).toBeGreaterThanOrEqual(starts[at - 1]!);
        }
      }),
    );
  });

  it('treats as joining whatever this Unicode composes with what is before it', () => {
    const missed: string[] = [];
    for (let codePoint = 0; codePoint <= 0x10ffff; codePoint += 1) {
      if (codePoint >= 0xd800 && codePoint <= 0xdfff) continue;
      const character = String.fromCodePoint(codePoint);
      const parts = [...character.normalize('NFD')];
      if (parts.length < 2 || parts.join('').normalize('NFC') !== character) continue;
      if (kindOf(parts.at(-1)!.codePointAt(0)!) !== JOINING) missed.push(character);
    }
    expect(missed).toEqual([]);
  });

  it('takes a time that grows with the length alone', () => {
    for (const unit of [
      '\u0301',
      '\u0301\u0323',
      'e\u0301\u0323',
      '\u00AD',
      '\uFDFA',
      ' ',
      '\u1161',
    ]) {
      const start = performance.now();
      normalizedText(unit.repeat(300_000 / unit.length));
      expect(performance.now() - start).toBeLessThan(5000);
    }
  });
});

describe('a normalized text', () => {
  it('is trimmed of one space at either end, which is all there can be', () => {
    expect(shown(trimmed(normalizedText(' \n a b\u00A0')).units)).toBe('a b');
    expect(trimmed(normalizedText('  ')).units).toHaveLength(0);
    expect(trimmed(normalizedText('')).units).toHaveLength(0);
    expect([...trimmed(normalizedText('  a ')).starts]).toEqual([2]);
  });

  it('goes without its spaces', () => {
    const squeezed = withoutSpaces(normalizedText('a  b\nc'));
    expect(shown(squeezed.units)).toBe('abc');
    expect([...squeezed.starts]).toEqual([0, 3, 5]);
    expect([...squeezed.ends]).toEqual([1, 4, 6]);
  });
});
