import { eld } from 'eld/small';
import { readFile } from 'node:fs/promises';

import { ASIAN_AND_AFRICAN } from '../../test/support/negated-sentences/asian-and-african.js';
import { EUROPEAN } from '../../test/support/negated-sentences/european.js';
import { languageDetector } from './language-detector.js';
import { LanguageGrams, type GramScores } from './language-grams.js';

const DATABASE = new URL('../ngrams/small.js', import.meta.resolve('eld/small'));

it('gives every gram the scores that the database has', async () => {
  const { ngramsData } = (await import(DATABASE.href)) as {
    ngramsData: { languages: object; ngrams: Record<string, GramScores> };
  };
  const grams = new LanguageGrams(await readFile(DATABASE, 'utf8'));
  expect(grams.languages).toEqual(ngramsData.languages);
  const all = Object.entries(ngramsData.ngrams);
  expect(all.length).toBeGreaterThan(80_000);
  const other = all.filter(
    ([gram, scores]) => JSON.stringify(grams.scoresOf(gram)) !== JSON.stringify(scores),
  );
  expect(other).toEqual([]);
});

it('knows no gram that the database lacks', async () => {
  const grams = new LanguageGrams(await readFile(DATABASE, 'utf8'));
  expect(grams.scoresOf('constructor')).toBeUndefined();
  expect(grams.scoresOf('')).toBeUndefined();
});

it('makes the detector tell of every sentence what the library tells', async () => {
  const detect = await languageDetector();
  const sentences = Object.values({ ...EUROPEAN, ...ASIAN_AND_AFRICAN }).flat(2);
  expect(sentences.length).toBeGreaterThan(400);
  for (const text of [...sentences, '', '…', "it's", 'constructor __proto__']) {
    expect(detect(text)).toEqual(eld.detect(text).getScores());
  }
});

it.each([
  ['nothing', ''],
  ['no grams', "{type:'S60',languages:{0:'am'},grams:{}}"],
  ['other scores', "{languages:{0:'am'},ngrams:{abcd:[176],LNP:{0:175}}}"],
])('refuses a database of another form, which has %s', (_, source) => {
  expect(() => new LanguageGrams(source)).toThrow('another form than that of its release 2.1');
});
