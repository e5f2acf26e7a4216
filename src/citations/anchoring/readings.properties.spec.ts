import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';

import { Anchoring } from '../../../events/citation/citation-events.js';
import { anchorQuote } from './anchor-quote.js';

/** Behind each word, so that none occurs twice. */
const ordinal = (index: number) =>
  `x${String.fromCharCode(0x61 + (index >> 4), 0x61 + (index & 15))}`;

/** Words that are unlike each other, none of which occurs twice. */
const wordsOf = (stems: readonly string[]) =>
  fc
    .array(fc.constantFrom(...stems), { minLength: 8, maxLength: 60 })
    .map((words) => words.map((word, index) => `${word}${ordinal(index)}`));
const words = wordsOf(['harbour', 'ميناء', 'négociation', 'Größe', 'señal', '😀ship', '𝔸bc']);

const threeCuts = words.chain((all) =>
  fc.tuple(
    fc.constant(all),
    fc.integer({ min: 0, max: 1 }),
    fc.integer({ min: 3, max: 4 }),
    fc.integer({ min: 5, max: all.length - 3 }),
  ),
);

describe('a quote without its middle', () => {
  it('is elided, with exactly the dropped words', () => {
    const mark = fc.constantFrom(' … ', '...', ' […] ', ' [...] ', ' (…) ', ' . . . ');
    const space = fc.constantFrom(' ', '\n', '\u00A0');
    fc.assert(
      fc.property(threeCuts, mark, space, ([all, from, left, on], dots, gap) => {
        const text = all.join(gap);
        const quoted = `${all.slice(from, left).join(' ')}${dots}${all.slice(on).join(' ')}`;
        const dropped = all.slice(left, on).join(gap);
        const start = [...all.slice(0, left).join(gap)].length + 1;
        expect(anchorQuote(text, { exact: quoted })).toMatchObject({
          algorithm: 'text-quote/5',
          fidelity: 'elided',
          anchor: 'anchored',
          passage: {
            start: [...all.slice(0, from).join(gap)].length + from,
            end: [...text].length,
            exact: all.slice(from).join(gap),
          },
          omitted: [{ text: dropped, start, end: start + [...dropped].length }],
        });
      }),
      { numRuns: 300 },
    );
  });
});

describe('a quote with a changed word', () => {
  it('is altered, with just that change', () => {
    fc.assert(
      fc.property(threeCuts, ([all, , left]) => {
        const quoted = all.with(left, 'other').join(' ');
        const anchoring = anchorQuote(all.join(' '), { exact: quoted });
        expect(anchoring).toMatchObject({ fidelity: 'altered', anchor: 'anchored' });
        expect(anchoring.passage!.exact).toBe(all.join(' '));
        expect(anchoring.difference!.changes.map(({ to }) => to).join('')).toContain('other');
      }),
      { numRuns: 100 },
    );
  });
});

describe('a quote without its middle that has a changed word', () => {
  it('is altered, with exactly the dropped words and just that change', () => {
    const cutsAndWord = threeCuts.chain((cuts) => fc.tuple(fc.constant(cuts), fc.nat()));
    fc.assert(
      fc.property(cutsAndWord, ([[all, from, left, on], seed]) => {
        const kept = [...all.keys()].filter((at) => (at >= from && at < left) || at >= on);
        const changed = kept[seed % kept.length]!;
        const quoted = all.with(changed, `${all[changed]}z`);
        const exact = `${quoted.slice(from, left).join(' ')} … ${quoted.slice(on).join(' ')}`;
        const { fidelity, passage, omitted, difference } = anchorQuote(all.join(' '), { exact });
        expect({
          fidelity,
          passage: passage?.exact,
          omitted: omitted?.map(({ text }) => text),
        }).toEqual({
          fidelity: 'altered',
          passage: all.slice(from).join(' '),
          omitted: [all.slice(left, on).join(' ')],
        });
        expect(difference!.changes).toHaveLength(1);
        expect(all[changed]).toMatch(new RegExp(`${difference!.changes[0]!.from}$`));
        expect(difference!.changes[0]!.to).toBe(`${difference!.changes[0]!.from}z`);
      }),
      { numRuns: 300 },
    );
  });
});

describe('what is told of any quote', () => {
  it('is what an event takes, and its omissions are the words that stand in the passage, in order', () => {
    const word = fc.constantFrom(
      ...[
        'the',
        'port',
        'ports',
        'opens',
        'opened',
        'never',
        '12',
        '14',
        '😀',
        'e\u0301',
        '.',
        ',',
      ],
      ...['港は月曜日に開く', '港は火曜日に開く', '…', '[it]'],
    );
    /** A text, and what is left of a part of it without its middle and with another word. */
    const shortened = fc
      .tuple(fc.array(word, { minLength: 12, maxLength: 60 }), word, fc.infiniteStream(fc.nat()))
      .map(([text, other, numbers]) => {
        const places = [...numbers.take(4)]
          .map((n) => n % text.length)
          .sort((one, two) => one - two);
        const [from, left, on, to] = places as [number, number, number, number];
        const changed = text.with(numbers.next().value! % text.length, other);
        const exact = [...changed.slice(from, left + 1), '…', ...changed.slice(on, to + 1)];
        return { snapshot: text.join(' '), exact: exact.join(' ') };
      });
    const schema = Compile(Anchoring);
    let inParts = 0;
    fc.assert(
      fc.property(shortened, ({ snapshot, exact }) => {
        const told = anchorQuote(snapshot, { exact });
        expect(schema.Check(told)).toBe(true);
        const points = [...snapshot];
        const cut = ({ start, end }: { start: number; end: number }) =>
          points.slice(start, end).join('');
        const { passage, omitted = [] } = told;
        if (passage) expect(cut(passage)).toBe(passage.exact);
        let at = passage?.start ?? 0;
        for (const omission of omitted) {
          expect(cut(omission)).toBe(omission.text);
          expect(omission.start).toBeGreaterThan(at);
          at = omission.end;
        }
        if (omitted.length > 0) expect(at).toBeLessThan(passage!.end);
        if (told.fidelity === 'altered' && omitted.length > 0) inParts += 1;
      }),
      { numRuns: 2000 },
    );
    expect(inParts).toBeGreaterThan(100);
  });
});

describe('a quote that the text has nothing near', () => {
  it('is absent', () => {
    fc.assert(
      fc.property(words, wordsOf(['zut', 'kwik', 'jomp']), (all, others) => {
        const anchoring = anchorQuote(all.join(' '), { exact: others.join(' ') });
        expect(anchoring).toMatchObject({ fidelity: 'absent', anchor: 'orphaned' });
        expect(anchoring.nearestScore).toBeLessThan(0.7);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a hostile quote', () => {
  // Of the processor's time, which a busy machine does not lengthen much. The slowest takes a quarter of
  // it; the product of the lengths (three thousand million) would take many times as much.
  const BUDGET_MS = 3000;
  const text = 300_000;
  it.each<[string, string, string]>([
    ['one letter over and over', 'a'.repeat(text), `“${'a'.repeat(9998)}`],
    ['one word over and over', 'a '.repeat(text / 2), `${'a '.repeat(4990)}b c d`],
    ['ellipses', 'a '.repeat(text / 2), `${'a … '.repeat(2400)}b`],
    ['parts found everywhere', 'abcd '.repeat(text / 5), `${'abcd … '.repeat(15)}abcd`],
    ['a last part found nowhere', 'abcd '.repeat(text / 5), `${'abcd … '.repeat(15)}nope`],
    [
      'parts near everywhere',
      'abcd efgh ijkl '.repeat(text / 15),
      `${'abcd efgh ijkx … '.repeat(15)}abcd`,
    ],
    [
      'long parts near everywhere',
      'a b c '.repeat(text / 6),
      Array(16)
        .fill(`${'a b c '.repeat(100)}d`)
        .join('…'),
    ],
    [
      'a long part that is near, and one that is nowhere',
      `${'abcd '.repeat(450)}efgh. `.repeat(text / 2256),
      `${'abcd '.repeat(450)}efgx … ${'abcx '.repeat(450)}nope`,
    ],
    ['opening brackets', 'a '.repeat(text / 2), '['.repeat(10_000)],
    ['insertions', 'a '.repeat(text / 2), '[a] '.repeat(2500)],
    ['insertions within words', 'a '.repeat(text / 2), 'a[b]'.repeat(2500)],
    ['dots', '. '.repeat(text / 2), '. '.repeat(5000)],
    ['dots in a bracket that nothing closes', 'a '.repeat(text / 2), `[${'.'.repeat(9000)}x`],
    ['many such brackets', 'a '.repeat(text / 2), `[${'.'.repeat(98)}`.repeat(100)],
  ])(
    'is answered in time: %s',
    (_, snapshot, exact) => {
      const begun = process.cpuUsage();
      const { anchor, fidelity } = anchorQuote(snapshot, { exact });
      const { user, system } = process.cpuUsage(begun);
      expect((user + system) / 1000).toBeLessThan(BUDGET_MS);
      expect(anchor === 'orphaned').toBe(fidelity === 'absent');
    },
    60_000,
  );
});
