import { Compile } from 'typebox/compile';

import { Anchoring, type Quote } from '../../../events/citation/citation-events.js';
import { anchorQuote, MOST_PLACES } from './anchor-quote.js';

const algorithm = 'text-quote/5';
const anchored = (fidelity: 'exact' | 'normalized', start: number, exact: string) => ({
  algorithm,
  fidelity,
  anchor: 'anchored',
  passage: { start, end: start + [...exact].length, exact },
});
const ambiguous = (
  fidelity: 'exact' | 'normalized',
  ...places: [start: number, end: number][]
) => ({
  algorithm,
  fidelity,
  anchor: 'ambiguous',
  places: places.map(([start, end]) => ({ start, end })),
});
const absent = {
  algorithm,
  fidelity: 'absent',
  anchor: 'orphaned',
  nearestScore: expect.any(Number) as number,
};
/** Without what is told of the place, which has specs of its own. */
const anchoring = (text: string, exact: string, around: Omit<Quote, 'exact'> = {}) => {
  const { sentence: _, language: __, ...found } = anchorQuote(text, { exact, ...around });
  return found;
};

describe('a quote in the snapshot’s own words', () => {
  it('is exact, wherever it stands', () => {
    const text = 'The talks have started, he said.';
    expect(anchoring(text, 'talks have started')).toEqual(
      anchored('exact', 4, 'talks have started'),
    );
    expect(anchoring(text, 'The')).toEqual(anchored('exact', 0, 'The'));
    expect(anchoring(text, 'said.')).toEqual(anchored('exact', 27, 'said.'));
    expect(anchoring(text, text)).toEqual(anchored('exact', 0, text));
  });

  it('may be part of a word, and is of the same case', () => {
    expect(anchoring('restarted', 'started')).toEqual(anchored('exact', 2, 'started'));
    expect(anchoring('Started', 'started')).toMatchObject({ fidelity: 'altered' });
  });

  it('may hold typographic marks, line ends and what has no width', () => {
    for (const exact of ['“no—never”', 'a\r\nb', 'co\u00ADop', '  two  ', 'e\u0301', 'ﬁ']) {
      expect(anchoring(`x${exact}y`, exact)).toEqual(anchored('exact', 1, exact));
    }
  });

  it('is exact even where another place is its normalized reading', () => {
    expect(anchoring('“yes” "yes"', '"yes"')).toEqual(anchored('exact', 6, '"yes"'));
  });
});

describe('a quote that is typed otherwise', () => {
  it.each<[string, string, string, number, string]>([
    ['no-break spaces', 'in 10\u00A0000\u202Fcases', '10 000 cases', 3, '10\u00A0000\u202Fcases'],
    ['no-break spaces in the quote', 'in 10 000 cases', '10\u00A0000', 3, '10 000'],
    ['curly quotes', 'He said “it’s on” now', '"it\'s on"', 8, '“it’s on”'],
    ['curly quotes in the quote', 'He said "it\'s on" now', '“it’s on”', 8, '"it\'s on"'],
    ['dashes', 'a plan—2024–2025—was', 'plan-2024-2025-was', 2, 'plan—2024–2025—was'],
    [
      'soft hyphens',
      'the nego\u00ADtia\u00ADtions end',
      'negotiations',
      4,
      'nego\u00ADtia\u00ADtions',
    ],
    ['soft hyphens in the quote', 'the negotiations end', 'nego\u00ADtiations', 4, 'negotiations'],
    ['decomposed letters', 'the cafe\u0301 is open', 'café', 4, 'cafe\u0301'],
    ['decomposed letters in the quote', 'the café is open', 'cafe\u0301', 4, 'café'],
    ['line ends', 'have\r\nstarted,\n he', 'have started, he', 0, 'have\r\nstarted,\n he'],
    ['line ends in the quote', 'have started', 'have\r\n\tstarted', 0, 'have started'],
    ['other line ends', 'one\r\ntwo', 'one\ntwo', 0, 'one\r\ntwo'],
    ['space around it', 'so it is', ' it\n', 3, 'it'],
    ['a ligature', 'the ﬁrst ﬂight', 'first flight', 4, 'ﬁrst ﬂight'],
    ['an ellipsis', 'wait… what', 'wait... what', 0, 'wait… what'],
    ['full width', 'ＡＢＣ', 'ABC', 0, 'ＡＢＣ'],
    ['marks of direction', 'ab \u200Fשלום\u200E cd', 'ab שלום cd', 0, 'ab \u200Fשלום\u200E cd'],
  ])('is found all the same: %s', (_, text, exact, start, words) => {
    expect(anchoring(text, exact)).toEqual(anchored('normalized', start, words));
  });

  it('takes in nothing at its edges that it does not hold', () => {
    expect(anchoring('a \u00AD“b”\u00AD c', '"b"')).toEqual(anchored('normalized', 3, '“b”'));
  });

  it('does not begin or end inside a ligature or a letter with its marks', () => {
    expect(anchoring('ﬁre “now”', 'ire "now"')).toMatchObject({
      fidelity: 'altered',
      passage: { start: 0, end: 9 },
    });
    expect(anchoring('“oﬀ”', '"of')).toEqual(absent);
    expect(anchoring('“oﬀ”', '"off')).toEqual(anchored('normalized', 0, '“oﬀ'));
    for (const [text, exact] of [
      ['“cafe\u0301”', '"cafe'],
      ['“q\u0323”', '"q'],
    ] as const) {
      expect(anchoring(text, exact)).toMatchObject({
        fidelity: 'altered',
        difference: { changes: [{ from: text.slice(1, -1), to: exact.slice(1), kind: 'word' }] },
      });
    }
  });

  it('may have marks of its own at either end', () => {
    for (const exact of ['— b', '(b)', '“b”', 'b.', '‘b,’', '«b»:', '[b.']) {
      expect(anchoring('a b c', exact)).toMatchObject({
        fidelity: 'normalized',
        passage: { start: 2, end: 3 },
      });
    }
    for (const exact of ['b?', 'b!', '¿b', 'b 👍', '<b>']) {
      expect(anchoring('a b c', exact)).toMatchObject({
        fidelity: 'altered',
        passage: { start: 2, end: 3 },
      });
    }
  });
});

describe('a quote that is not there', () => {
  it('is absent', () => {
    expect(anchoring('The talks have started.', 'No ship was ever lost')).toEqual(absent);
    expect(anchoring('The talks', 'The talks have')).toEqual(absent);
    expect(anchoring('', 'talks')).toEqual(absent);
  });

  it('is absent where nothing of it is left to compare', () => {
    for (const exact of ['\u00AD', '\u200B\u2060', '\u2003', '\u00A0\u00AD\r\n']) {
      expect(anchoring('The talks have started.', exact)).toEqual(absent);
    }
  });

  it('is exact where the text holds just that', () => {
    expect(anchoring('nego\u00ADtiations', '\u00AD')).toEqual(anchored('exact', 4, '\u00AD'));
    expect(anchoring('one two', ' ')).toEqual(anchored('exact', 3, ' '));
    expect(anchoring('one  two', ' ')).toEqual(ambiguous('exact', [3, 4], [4, 5]));
  });
});

describe('a quote in several places', () => {
  const text = 'He said yes. She said yes. They said yes.';

  it('is ambiguous, with all of them', () => {
    expect(anchoring(text, 'said yes')).toEqual(ambiguous('exact', [3, 11], [17, 25], [32, 40]));
    expect(anchoring('“a” ‘b’ “a”', '"a"')).toEqual(ambiguous('normalized', [0, 3], [8, 11]));
    expect(anchoring('aaaa', 'aa')).toEqual(ambiguous('exact', [0, 2], [1, 3], [2, 4]));
  });

  it('is anchored by what stands before it or after it', () => {
    const [second, third] = [anchored('exact', 17, 'said yes'), anchored('exact', 32, 'said yes')];
    expect(anchoring(text, 'said yes', { prefix: 'She ' })).toEqual(second);
    expect(anchoring(text, 'said yes', { suffix: '. They' })).toEqual(second);
    expect(anchoring(text, 'said yes', { prefix: 'yes. They ' })).toEqual(third);
    expect(anchoring('a1 b1 a2', 'a', { suffix: '2' })).toEqual(anchored('exact', 6, 'a'));
  });

  it('needs both where both are given', () => {
    const places = 'xAy xAz wAz';
    expect(anchoring(places, 'A', { prefix: 'x', suffix: 'z' })).toEqual(anchored('exact', 5, 'A'));
    expect(anchoring(places, 'A', { prefix: 'x' })).toEqual(ambiguous('exact', [1, 2], [5, 6]));
    // Nothing fits both, so they decide nothing.
    expect(anchoring(places, 'A', { prefix: 'w', suffix: 'y' })).toEqual(
      ambiguous('exact', [1, 2], [5, 6], [9, 10]),
    );
  });

  it('is compared with them as typed, without regard to white space', () => {
    const letter = '“We know,” he said.\r\n\r\nYes. “We – all – know,” she said. Yes.';
    const at = (start: number) => anchored('exact', start, 'know');
    expect(anchoring(letter, 'know', { prefix: '"We ' })).toEqual(at(4));
    expect(anchoring(letter, 'know', { prefix: 'We - all -' })).toEqual(at(40));
    expect(anchoring(letter, 'know', { suffix: '," she' })).toEqual(at(40));
    expect(anchoring(letter, 'Yes', { prefix: 'he said. ' })).toMatchObject({
      anchor: 'ambiguous',
    });
    expect(anchoring(letter, 'Yes', { prefix: '" he said.' })).toEqual(
      anchored('exact', 23, 'Yes'),
    );
  });

  it('is not anchored by what stands behind a mark of its last letter', () => {
    expect(anchoring('e\u0301“x” e“x”', 'e', { suffix: '"x' })).toEqual(anchored('exact', 6, 'e'));
    expect(anchoring('e\u0301 a\u0301', '\u0301', { prefix: 'e' })).toEqual(
      anchored('exact', 1, '\u0301'),
    );
  });

  it('stays ambiguous where they are of no help', () => {
    const all = ambiguous('exact', [3, 11], [17, 25], [32, 40]);
    for (const around of [
      { prefix: 'nobody ' },
      { suffix: '?' },
      { prefix: ' ', suffix: '\u00AD' },
    ]) {
      expect(anchoring(text, 'said yes', around)).toEqual(all);
    }
    expect(anchoring(text, 'said yes', { suffix: '.' })).toEqual(all);
  });

  it('is not lost by them where there is one place only', () => {
    expect(anchoring(text, 'She said', { prefix: 'nobody ' })).toEqual(
      anchored('exact', 13, 'She said'),
    );
  });

  it('keeps the first of very many, and finds the one that fits behind them', () => {
    const many = `${'yes. '.repeat(250)}At last: yes!`;
    const outcome = anchoring(many, 'yes');
    expect(Compile(Anchoring).Check(outcome)).toBe(true);
    expect(outcome.places).toEqual(
      Array.from({ length: MOST_PLACES }, (_, n) => ({ start: 5 * n, end: 5 * n + 3 })),
    );
    expect(anchoring(many, 'yes', { suffix: '!' })).toEqual(anchored('exact', 1259, 'yes'));
  });
});

describe('a passage', () => {
  it('is counted in code points', () => {
    expect(anchoring('😀😀 talks 👩‍🚀', 'talks')).toEqual(anchored('exact', 3, 'talks'));
    expect(anchoring('😀 a 👩‍🚀 b', '👩‍🚀')).toEqual(anchored('exact', 4, '👩‍🚀'));
    expect(anchoring('𝔸 “a”', '"a"')).toEqual(anchored('normalized', 2, '“a”'));
    expect(anchoring('😀a😀a', 'a')).toEqual(ambiguous('exact', [1, 2], [3, 4]));
  });

  it('counts each combining mark', () => {
    expect(anchoring('e\u0301te\u0301 fini', 'fini')).toEqual(anchored('exact', 6, 'fini'));
    expect(anchoring('e\u0301te\u0301 fini', 'été')).toEqual(
      anchored('normalized', 0, 'e\u0301te\u0301'),
    );
  });

  it('follows the order in which right-to-left text is stored', () => {
    const text = 'הוא אמר: “השיחות החלו” אתמול.';
    expect(anchoring(text, 'השיחות החלו')).toEqual(anchored('exact', 10, 'השיחות החלו'));
    expect(anchoring(text, '"השיחות החלו"')).toEqual(anchored('normalized', 9, '“השיחות החלו”'));
    expect(anchoring('قال: بدأت المحادثات.', 'بدأت المحادثات')).toEqual(
      anchored('exact', 5, 'بدأت المحادثات'),
    );
  });

  it('never begins or ends in the middle of a pair', () => {
    expect(anchoring('a😀b', '\uDE00b')).toEqual(anchored('normalized', 2, 'b'));
    expect(anchoring('a😀b', 'a\uD83D')).toEqual(anchored('normalized', 0, 'a'));
    expect(anchoring('a\uD83Db', 'a\uD83D')).toEqual(anchored('exact', 0, 'a\uD83D'));
  });
});

describe('the search', () => {
  it('takes a time that does not grow with the product of text and quote', () => {
    const text = 'a'.repeat(500_000);
    const start = performance.now();
    const around = { prefix: 'a'.repeat(1000), suffix: `${'a'.repeat(900)}b` };
    expect(anchoring(text, 'a'.repeat(10_000), around)).toMatchObject({ anchor: 'ambiguous' });
    expect(anchoring(text, `“${'a'.repeat(9_998)}`)).toMatchObject({ fidelity: 'normalized' });
    expect(anchoring(text, `${'a'.repeat(9_998)}b`)).toEqual(absent);
    expect(performance.now() - start).toBeLessThan(20_000);
  });
});

describe('what a quote has in brackets', () => {
  it.each([
    ['He won in May.', 'He won [citation needed] in May', ['citation needed']],
    ['He won in May.', 'He  won[3] in May', ['3']],
    ['He won[3]  in May.', 'He won[3] in May', undefined],
    ['He won [sic]  in May.', 'He won [sic] in May', undefined],
    ['He won in May.', '[H]e won in May', ['H']],
    ['He won in May.', '[h]e won in May', ['h']],
    ['He won in May.', '[H]e won in may', ['H']],
    ['The owner won in May.', 'the owner[s] won in may', ['s']],
    ['“[h]e  won”', '“[h]e won”', undefined],
  ])('is an insertion unless the page has it as well: %j', (text, exact, insertions) => {
    expect(anchorQuote(text, { exact }).insertions).toEqual(insertions);
  });
});
