import * as fc from 'fast-check';

import { wordDifference, type WordSegment } from './word-difference.js';

/** Removed in `[-…-]`, added in `{+…+}`, as `git diff --word-diff` writes it. */
function written(segments: readonly WordSegment[]): string {
  const forms = {
    same: (text: string) => text,
    removed: (text: string) => `[-${text}-]`,
    added: (text: string) => `{+${text}+}`,
  };
  return segments.map(({ kind, text }) => forms[kind](text)).join('');
}

function joined(segments: readonly WordSegment[], ...kinds: readonly WordSegment['kind'][]) {
  return segments
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('');
}

it.each([
  ['Talks have started', 'Talks have started', 'en', 'Talks have started'],
  ['Talks have started', 'Talks have not started', 'en', 'Talks have {+not +}started'],
  ['Talks have  started', 'Talks have started ', 'en', 'Talks have started '],
  ['It cost 3.5 million.', 'It cost 4.5 million.', 'en', 'It cost [-3.5 -]{+4.5 +}million.'],
  ['', 'Talks', null, '{+Talks+}'],
  ['Talks', '', null, '[-Talks-]'],
  ['', '', 'en', ''],
  ['会谈已经开始', '会谈尚未开始', 'zh', '会谈[-已经-]{+尚未+}开始'],
  ['بدأت المحادثات', 'لم تبدأ المحادثات', 'ar', '[-بدأت -]{+لم تبدأ +}المحادثات'],
  ['qapla’ now', 'qapla’ then', 'x-klingon', 'qapla’ [-now-]{+then+}'],
])('of %j to %j (%s) is %j', (earlier, later, language, difference) => {
  expect(written(wordDifference(earlier, later, language))).toBe(difference);
});

const words = fc
  .array(
    fc.constantFrom('talks', 'have', 'not', 'started', '3.5', '.', ' ', '  ', '\n', '会谈', 'é'),
  )
  .map((parts) => parts.join(' '));
const texts = fc.oneof(words, fc.string({ unit: 'grapheme', maxLength: 200 }));
const languages = fc.constantFrom(null, 'en', 'zh', 'th', 'x-private');

it('gives the later text again, and the words of the earlier one', () => {
  fc.assert(
    fc.property(texts, texts, languages, (earlier, later, language) => {
      const segments = wordDifference(earlier, later, language);
      expect(joined(segments, 'same', 'added')).toBe(later);
      const withoutSpace = (text: string) => text.replace(/\s+/gu, '');
      expect(withoutSpace(joined(segments, 'same', 'removed'))).toBe(withoutSpace(earlier));
      for (const { text } of segments) expect(text).not.toBe('');
    }),
  );
});

it('finds nothing else between a text and itself', () => {
  fc.assert(
    fc.property(texts, languages, (text, language) => {
      const segments = wordDifference(text, text, language);
      expect(segments.filter(({ kind }) => kind !== 'same')).toEqual([]);
    }),
  );
});

it('of long texts that share nothing is told as a whole, and soon', () => {
  const text = (word: string) => Array.from({ length: 2_500 }, (_, n) => `${word}${n}`).join(' ');
  const segments = wordDifference(text('a'), text('b'), 'en');
  expect(segments.map(({ kind }) => kind)).toEqual(['removed', 'added']);
});
