import * as fc from 'fast-check';

import { folded } from './fold.js';
import { lettersOf, runsOf } from './runs.js';
import { searchWords, typedPhrases } from './search-words.js';

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 100 }),
  fc.string({ unit: 'binary', maxLength: 100 }),
);

const runs = (text: string) => Array.from(runsOf(text), (run) => run.text);

describe('a folded text', () => {
  it.each([
    ['Łódź Đà Nẵng ŒUVRE', 'lodz da nang oeuvre'],
    ['İI ıi', 'ii ii'],
    ['ΛΌΓΟΣ, ὁ λόγος', 'λογοσ, ο λογοσ'],
    ['Ёлка, йод, Ѓорѓи, доро\u0301га', 'елка, йод, ѓорѓи, дорога'],
    ['إِنَّ أُسْرَةً آمِنَة', 'ان اسره امنه'],
    ['שָׁלוֹם', 'שלום'],
    ['क़लम ज़रूर', 'क\u093Cलम ज\u093Cरूर'],
    ['१२३ ٤٥٦ ７８９ 𝟏𝟐', '123 456 789 12'],
    ['10²¹ 3½ 5² x²', '10 21 3 1\u20442 5 2 x 2'],
    ['CO₂', 'co2'],
  ])('of %s is %s', (text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  it('has words that folding changes no more', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const once = runs(text);
        expect(runs(once.join(' '))).toEqual(once);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([
    ['marks', 'a' + '\u0301\u0316'.repeat(100_000)],
    ['marks parted by what has no width', 'a' + '\u0301\u0316\u200D'.repeat(60_000)],
    ['digits of other scripts', '٣'.repeat(200_000)],
    ['raised digits', '1²'.repeat(100_000)],
    ['signs', 'a™'.repeat(100_000)],
    ['ideographs', '語'.repeat(200_000)],
    ['ligatures of eighteen letters', '\uFDFA'.repeat(60_000)],
    ['Cyrillic with stress', 'о\u0301'.repeat(100_000)],
    ['initials', 'a.'.repeat(100_000)],
    ['groups of digits', '1,234'.repeat(40_000)],
    ['groups of digits that go wrong', '1 234'.repeat(39_999) + ',5.6'],
    ['Hebrew', 'ה'.repeat(199_999) + '"'],
    ['letters for apostrophes', 'aʻ'.repeat(100_000)],
    ['nasals of Hindi', 'न्द'.repeat(66_666)],
    ['tone marks of Thai', '\u0E4D\u0E49'.repeat(100_000)],
  ])('takes 200,000 code units of %s in the time of a request', (_, text) => {
    const begun = process.cpuUsage();
    let words = 0;
    for (const word of searchWords(text)) words += Math.sign(word.length);
    expect(words).toBeGreaterThan(0);
    // Tenths of a second of the processor; a square of the length would take minutes.
    expect(process.cpuUsage(begun).user).toBeLessThan(10_000_000);
  });
});

describe('the words of a text', () => {
  it.each([
    ['東京都', ['東京', '京都', '都']],
    ['COVID疫情2024年', ['covid', '疫情', '情', '2024', '年']],
    ['น้ำท่วม', ['น\u0E49\u0E4Dา', 'าท\u0E48', 'ท\u0E48ว', 'วม', 'ม']],
    ['talks-2', ['talks', '2']],
  ])('of %s', (text, expected) => {
    expect([...searchWords(text)]).toEqual(expected);
  });

  it('are of letters, digits, marks and private characters', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        for (const word of searchWords(text)) expect(word).toMatch(/^[\p{L}\p{N}\p{M}\p{Co}]+$/u);
      }),
    );
  });

  it('of a run without spaces tell every part of it', () => {
    const run = fc
      .array(fc.constantFrom('東', '京', '都', '港', 'น\u0E49', 'า', 'ー'), {
        minLength: 3,
        maxLength: 20,
      })
      .map((letters) => letters.join(''));
    fc.assert(
      fc.property(run, fc.nat(), fc.nat(), (text, from, to) => {
        const letters = lettersOf(text);
        const [start, end] = [from % letters.length, (to % letters.length) + 1];
        const part = letters.slice(Math.min(start, end - 1), Math.max(start + 1, end)).join('');
        const words = [...searchWords(text)];
        for (const { words: inARow, begun } of typedPhrases(part)) {
          const isThere = words.some((_, at) =>
            inARow.every((word, n) => {
              const there = words[at + n] ?? '';
              return begun && n === inARow.length - 1 ? there.startsWith(word) : there === word;
            }),
          );
          expect(isThere).toBe(true);
        }
      }),
    );
  });
});
