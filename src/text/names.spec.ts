import * as fc from 'fast-check';

import { isBlank, withoutBlanks, withoutOuterBlanks } from './names.js';

it.each([
  [' Ana Ruiz ', 'Ana Ruiz'],
  ['\t\r\nAna Ruiz\u2028\u3000', 'Ana Ruiz'],
  ['\u200BAna\u200B Ruiz\uFEFF', 'Ana Ruiz'],
  ['Ana \u200D Ruiz', 'Ana  Ruiz'],
  ['Ana\u200DRuiz', 'AnaRuiz'],
  ['Ver\u00ADhandlung', 'Verhandlung'],
  ['\u202EAna\u202C', 'Ana'],
  ['\u2066שרה\u2069 \u200Fלוי\u200E', 'שרה לוי'],
  ['\u061Cمجد\u061C', 'مجد'],
  ['Ana\u00A0Ruiz', 'Ana\u00A0Ruiz'],
  ['Ana  Ruiz', 'Ana  Ruiz'],
  ['\u3164Ana\u2800', 'Ana'],
  ['می\u200Cخواهم', 'می\u200Cخواهم'],
  ['می\u200C\u200Cخواهم', 'می\u200Cخواهم'],
  ['\u200Cمی\u200C خواهم\u200D', 'می خواهم'],
  ['क्\u200Dष', 'क्\u200Dष'],
  ['ශ්\u200Dරී ලංකා', 'ශ්\u200Dරී ලංකා'],
  ['ন\u200B্\u200Dয', 'ন্\u200Dয'],
  ['ᠠ\u180Eᠠ', 'ᠠ\u180Eᠠ'],
  ['a\u180E\u180Eb', 'ab'],
  ['👩\u200D🚒 👩🏽\u200D🚒 ❤\uFE0F\u200D🔥', '👩\u200D🚒 👩🏽\u200D🚒 ❤\uFE0F\u200D🔥'],
  ['🚒\u200D', '🚒'],
  ['e\u0301t\u0301', 'e\u0301t\u0301'],
  ['\u200B \u00AD\uFEFF', ''],
  ['A\ud83d', 'A\ud83d'],
  ['Ana\uFE0F', 'Ana'],
  ['Ana \uFE0F ', 'Ana'],
  ['Ana ❤\uFE0F ', 'Ana ❤\uFE0F'],
  ['葛\u{E0100}', '葛\u{E0100}'],
  ['\u{E0020}\uFE0FAna', 'Ana'],
  ['Ana \r\n Ruiz', 'Ana Ruiz'],
])('%j is kept as %j', (typed, kept) => {
  expect(withoutBlanks(typed)).toBe(kept);
});

it.each(['', ' ', '\u00A0\u3000', '\u200B\u200D', '\u00AD', '\u3164', '\u2800', '\uFE0F'])(
  '%j is blank',
  (text) => {
    expect(isBlank(text)).toBe(true);
  },
);

it.each(['a', '.', '港', '\u0301', '🚒', '\u200Ba', '\ud83d', '0', '\u0001'])(
  '%j is not blank',
  (text) => {
    expect(isBlank(text)).toBe(false);
  },
);

it('leaves what lies within a text as it is where only its ends are asked for', () => {
  expect(withoutOuterBlanks(' \u200BAna\u200B Ruiz\n')).toBe('Ana\u200B Ruiz');
});

it('takes nothing more away the second time, and nothing that is seen', () => {
  const unit = fc.constantFrom(
    ...['a', ' ', '\u200B', '\u200C', '\u200D', '\u180E', '\u061C', 'م', 'क', '👩', '\uFE0F'],
  );
  fc.assert(
    fc.property(fc.string({ unit }), (typed) => {
      const once = withoutBlanks(typed);
      expect(withoutBlanks(once)).toBe(once);
      const seen = (text: string) => text.replace(/[^amकم👩]/gu, '');
      expect(seen(once)).toBe(seen(typed));
    }),
    { numRuns: 1000 },
  );
});
