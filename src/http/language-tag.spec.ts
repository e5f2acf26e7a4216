import * as fc from 'fast-check';
import { Compile } from 'typebox/compile';

import { Language } from '../../events/fields.js';
import { faultOfLanguage, languageInItsCase, LONGEST_LANGUAGE } from './language-tag.js';

const TAGS = [
  // RFC 5646, appendix A.
  ['de', 'fr', 'ja', 'i-enochian', 'zh-Hant', 'zh-Hans', 'sr-Cyrl', 'sr-Latn', 'zh-cmn-Hans-CN'],
  ['cmn-Hans-CN', 'zh-yue-HK', 'yue-HK', 'zh-Hans-CN', 'sr-Latn-RS', 'sl-rozaj', 'sl-rozaj-biske'],
  ['sl-nedis', 'de-CH-1901', 'sl-IT-nedis', 'hy-Latn-IT-arevela', 'de-DE', 'en-US', 'es-419'],
  ['de-CH-x-phonebk', 'az-Arab-x-AZE-derbend', 'x-whatever', 'qaa-Qaaa-QM-x-southern', 'de-Qaaa'],
  ['sr-Latn-QM', 'sr-Qaaa-RS', 'en-US-u-islamcal', 'zh-CN-a-myext-x-private'],
  ['en-a-myext-b-another', 'x-klingon', 'i-default', 'i-klingon', 'sl-rozaj-biske-1994'],
  ['de-CH-1996', 'en-a-bbb-x-a-ccc', 'art-lojban', 'sgn-BE-FR', 'en-GB-oed', 'zh-min-nan'],
  ['cel-gaulish', 'zh-aaa-bbb-ccc', 'x-1', 'en-x-a-b-c', 'de-1abc', 'en-0-abc', 'EN-gb'],
].flat();

it.each(TAGS)('takes %s', (tag) => {
  expect(faultOfLanguage(tag)).toBeUndefined();
  expect(languageInItsCase(tag).toLowerCase()).toBe(tag.toLowerCase());
});

const NO_TAG = 'must be a BCP 47 language tag, such as en, pt-BR or x-klingon: ';

it.each([
  // RFC 5646, appendix A, "Some Invalid Tags".
  ['de-419-DE', '"DE" is no part of one, or not there'],
  ['a-DE', 'it begins with two to eight letters'],
  ['ar-a-aaa-b-bbb-a-ccc', 'it has the extension "a" twice'],
  ['de-DE-1901-1901', 'it has the variant "1901" twice'],
  ['sl-rozaj-ROZAJ', 'it has the variant "rozaj" twice'],
  ['e', 'it begins with two to eight letters'],
  ['abcdefghi', 'it begins with two to eight letters'],
  ['1a', 'it begins with two to eight letters'],
  ['i-foo', 'it begins with two to eight letters'],
  ['en_GB', 'it has letters of a to z, digits and hyphens alone'],
  ['en GB', 'it has letters of a to z, digits and hyphens alone'],
  ['en\n', 'it has letters of a to z, digits and hyphens alone'],
  ['français', 'it has letters of a to z, digits and hyphens alone'],
  ['\u212Aa', 'it has letters of a to z, digits and hyphens alone'],
  ['', 'a hyphen stands between two parts that are not empty'],
  ['-en', 'a hyphen stands between two parts that are not empty'],
  ['en-', 'a hyphen stands between two parts that are not empty'],
  ['en--GB', 'a hyphen stands between two parts that are not empty'],
  ['en-a', '"a" is no part of one, or not there'],
  ['en-a-b', 'empty extension, extensions must have at least 2 characters of content'],
  ['en-x', 'empty private-use area, expected at least 1 subtag'],
  ['x', 'empty private-use area, expected at least 1 subtag'],
  ['x-abcdefghi', 'too long private-use area, expected at most 8 characters'],
  ['en-abcdefghi', 'too long variant, expected at most 8 characters'],
  ['zh-aaa-bbb-ccc-ddd', 'too many extended language subtags, expected at most 3 subtags'],
  ['de-DE-xyz', '"xyz" is no part of one'],
  ['english-language-it-is-spoken', '"it-is-spoken" is no part of one, or not there'],
])('does not take %j: %s', (text, why) => {
  expect(faultOfLanguage(text)).toBe(`${NO_TAG}${why}`);
});

it('takes no tag that is too long, and nothing but a text', () => {
  expect(faultOfLanguage(`x-${'abcdefgh-'.repeat(4)}a`)).toBe('must have at most 35 characters');
  expect(faultOfLanguage(7)).toBe('must be text');
});

it.each([
  ['EN', 'en'],
  ['en-gb', 'en-GB'],
  ['PT-br', 'pt-BR'],
  ['ZH-HANT-TW', 'zh-Hant-TW'],
  ['zh-CMN-hans-cn', 'zh-cmn-Hans-CN'],
  ['MN-cYRL-mn', 'mn-Cyrl-MN'],
  ['SGN-be-fr', 'sgn-BE-FR'],
  ['en-ca-X-CA', 'en-CA-x-ca'],
  ['az-latn-x-LATN', 'az-Latn-x-latn'],
  ['en-us-U-CA-Gregory', 'en-US-u-ca-gregory'],
  ['X-Klingon', 'x-klingon'],
  ['I-AMI', 'i-ami'],
  ['DE-1ABC-1996', 'de-1abc-1996'],
  ['\u212AA', '\u212AA'],
  ['EN_GB', 'EN_GB'],
])('writes %s as %s', (tag, written) => {
  expect(languageInItsCase(tag)).toBe(written);
});

/** RFC 5646, 2.1. */
const letters = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[A-Za-z]{${min},${max}}$`));
const alphanumerics = (min: number, max: number) =>
  fc.stringMatching(new RegExp(`^[A-Za-z0-9]{${min},${max}}$`));
const some = <T>(value: fc.Arbitrary<T>, most: number) =>
  fc.uniqueArray(value, { maxLength: most, selector: (each) => String(each).toLowerCase() });
const privateUse = fc
  .array(alphanumerics(1, 8), { minLength: 1, maxLength: 3 })
  .map((parts) => ['x', ...parts].join('-'));
const variant = fc.oneof(alphanumerics(5, 8), fc.stringMatching(/^[0-9][A-Za-z0-9]{3}$/));
const extensions = some(fc.stringMatching(/^[0-9A-WYZa-wyz]$/), 2).chain((singletons) =>
  fc.tuple(
    ...singletons.map((singleton) =>
      fc
        .array(alphanumerics(2, 8), { minLength: 1, maxLength: 2 })
        .map((parts) => [singleton, ...parts].join('-')),
    ),
  ),
);
const language = fc.oneof(
  fc
    .tuple(letters(2, 3), fc.array(letters(3, 3), { maxLength: 3 }))
    .map(([name, extended]) => [name, ...extended].join('-')),
  letters(4, 8),
);
const tags = fc.oneof(
  privateUse,
  fc
    .tuple(
      language,
      fc.option(letters(4, 4)),
      fc.option(fc.oneof(letters(2, 2), fc.stringMatching(/^[0-9]{3}$/))),
      some(variant, 2),
      extensions,
      fc.option(privateUse),
    )
    .map(([name, script, region, variants, extended, own]) =>
      [name, script, region, ...variants, ...extended, own].filter(Boolean).join('-'),
    ),
);

it('takes what the grammar makes, up to its length, as the events do', () => {
  const recorded = Compile(Language);
  let tried = 0;
  fc.assert(
    fc.property(tags, (tag) => {
      fc.pre(tag.length <= LONGEST_LANGUAGE);
      tried += 1;
      expect(`${tag}: ${faultOfLanguage(tag)}`).toBe(`${tag}: undefined`);
      const written = languageInItsCase(tag);
      expect(recorded.Check(written)).toBe(true);
      expect(languageInItsCase(written)).toBe(written);
    }),
    { numRuns: 500 },
  );
  expect(tried).toBeGreaterThan(100);
});

it('takes nothing that the events do not', () => {
  const recorded = Compile(Language);
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_ \u0130\u212A-]{0,36}$/u), (text) => {
      if (faultOfLanguage(text) === undefined) expect(recorded.Check(text)).toBe(true);
    }),
  );
});
