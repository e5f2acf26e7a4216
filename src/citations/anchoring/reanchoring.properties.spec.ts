import * as fc from 'fast-check';

import type { Quote, ReanchoringOutcome } from '../../../events/citation/citation-events.js';
import { anchorQuote } from './anchor-quote.js';
import { reanchored } from './reanchoring.js';
import { SnapshotText } from './texts/snapshot-text.js';

/** A row's number, and what was counted there. */
type Row = readonly [number: number, count: number];
type Form = (row: Row) => string;

const SAME_WORDS = 'all of them on paper and by hand, in the hall and before witnesses, '.repeat(4);

const FORMS: Readonly<Record<string, Form>> = {
  sentence: ([n, count]) => `Ward ${n}: turnout ${count} per cent, counted by hand.`,
  short: ([n, count]) => `Ward ${n}: ${count}`,
  'with one number, at its beginning': ([n]) => `Ward ${n} was counted by hand on Sunday.`,
  'with one number, at its end': ([n]) => `By hand was counted on Sunday in ward ${n}`,
  'with the same words before': ([n]) => `Counted were, ${SAME_WORDS}those of ward ${n}.`,
  'with the same words after': ([n]) => `Ward ${n} was counted, ${SAME_WORDS}on Sunday.`,
  'with the same words on both sides': ([n]) => `Votes, ${SAME_WORDS}${n}, ${SAME_WORDS}so far.`,
  'in cells': ([n, count]) => `Ward ${n}\n${count}\nper cent\ncounted by hand`,
  'in cells beside each other': ([n, count]) => `| Ward ${n} | ${count} % | by hand |`,
  'of Japanese words': ([n, count]) => `第${n}区の投票率は${count}パーセントでした。`,
};

const distinctNumbers = (least: number, most: number) =>
  fc.uniqueArray(fc.integer({ min: 11, max: 99 }), { minLength: least, maxLength: most });
const rowsOf = (most = 8) =>
  fc
    .integer({ min: 2, max: most })
    .chain((length) =>
      fc
        .tuple(distinctNumbers(length, length), distinctNumbers(length, length))
        .map(([ns, counts]) => ns.map((n, at): Row => [n, counts[at]!])),
    );
const index = fc.nat({ max: 99 });
const around = fc.constantFrom<readonly [string, string]>(
  ['', ''],
  ['The votes were counted.\n\n', ''],
  ['', '\n\nMore follows on Monday.'],
  ['The votes were counted.\n\n', '\n\nMore follows on Monday.'],
);
const between = fc.constantFrom('\n', '\n\n', ' ');

function outcomeOf(before: string, after: string, quote: Quote): ReanchoringOutcome {
  const texts = { original: new SnapshotText(before), later: new SnapshotText(after), quote };
  return reanchored(anchorQuote(texts.original, quote), anchorQuote(texts.later, quote), texts);
}

describe.each(Object.entries(FORMS))('of rows of one form, %s', (_, form) => {
  const page = fc.record({ rows: rowsOf(), around, between, at: index, other: index });
  const textOf = (rows: readonly Row[], [head, foot]: readonly [string, string], gap: string) =>
    `${head}${rows.map(form).join(gap)}${foot}`;
  const check = (
    change: (rows: readonly Row[], at: number, other: number) => readonly Row[],
    expected: readonly ReanchoringOutcome[],
  ) =>
    fc.assert(
      fc.property(page, ({ rows, around, between, at, other }) => {
        const cited = at % rows.length;
        const another = (cited + 1 + (other % (rows.length - 1))) % rows.length;
        const later = change(rows, cited, another);
        const quote = { exact: form(rows[cited]!) };
        const outcome = outcomeOf(
          textOf(rows, around, between),
          textOf(later, around, between),
          quote,
        );
        expect(expected).toContain(outcome);
      }),
      { numRuns: 30 },
    );

  it('the cited one is gone', () => {
    check((rows, cited) => rows.toSpliced(cited, 1), ['orphaned']);
  });

  it('the cited one is gone, and another too', () => {
    check(
      (rows, cited, other) => rows.filter((_, at) => at !== cited && at !== other),
      ['orphaned'],
    );
  });

  it('another is gone', () => {
    check((rows, _, other) => rows.toSpliced(other, 1), ['moved', 'unchanged']);
  });

  it('the cited one has another number', () => {
    check((rows, cited) => rows.with(cited, [rows[cited]![0] + 100, rows[cited]![1]]), ['altered']);
  });

  it('the cited one has another number, and another is gone', () => {
    check(
      (rows, cited, other) =>
        rows.with(cited, [rows[cited]![0] + 100, rows[cited]![1]]).toSpliced(other, 1),
      ['altered'],
    );
  });

  it('the cited one and another change places', () => {
    check(
      (rows, cited, other) => rows.with(cited, rows[other]!).with(other, rows[cited]!),
      ['moved'],
    );
  });
});

describe('of rows that say the same words under their labels', () => {
  const WORDS = 'All votes were counted by hand.';
  const textOf = (rows: readonly Row[], [head, foot]: readonly [string, string]) =>
    `${head}${rows.map(([n, count]) => `Ward ${n}\n${count}\n${WORDS}`).join('\n')}${foot}`;
  const page = fc.record({ rows: rowsOf(), around, at: index, other: index });
  const check = (
    change: (rows: readonly Row[], at: number, other: number) => readonly Row[],
    expected: readonly ReanchoringOutcome[],
  ) =>
    fc.assert(
      fc.property(page, ({ rows, around, at, other }) => {
        const cited = at % rows.length;
        const another = (cited + 1 + (other % (rows.length - 1))) % rows.length;
        const later = change(rows, cited, another);
        const [n, count] = rows[cited]!;
        const quote = { exact: WORDS, prefix: `Ward ${n}\n${count}\n` };
        expect(expected).toContain(outcomeOf(textOf(rows, around), textOf(later, around), quote));
      }),
      { numRuns: 60 },
    );

  it('the cited one is gone', () => {
    check((rows, cited) => rows.toSpliced(cited, 1), ['orphaned']);
  });

  it('another is gone', () => {
    check((rows, _, other) => rows.toSpliced(other, 1), ['moved', 'unchanged']);
  });

  it('the number above the cited one is another', () => {
    check(
      (rows, cited) => rows.with(cited, [rows[cited]![0], rows[cited]![1] + 100]),
      ['moved', 'unchanged'],
    );
  });
});
