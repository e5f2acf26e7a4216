import { readFile } from 'node:fs/promises';

import { LanguageGrams, type GramScores } from './language-grams.js';

/**
 * How alike a text is to each language that the detector knows, from 0 to below 1, by the language's
 * primary subtag.
 */
export type LanguageDetector = (text: string) => Readonly<Record<string, number>>;

/** What is used of eld's `languageDetector.js`. */
interface DetectorModule {
  readonly createEld: () => {
    readonly instance: { detect(text: string): { getScores(): Record<string, number> } };
    readonly loadData: (database: Database) => unknown;
  };
}

interface Database {
  readonly type: string;
  readonly languages: LanguageGrams['languages'];
  /** Asked for one gram after the other. */
  readonly ngrams: Readonly<Record<string, GramScores>>;
}

let loading: Promise<LanguageDetector> | undefined;

/**
 * Returns the detector (`eld`, its small database). It takes about a tenth of a second of this machine's processor
 * and 20 MB, so it is loaded when first asked for, and once a thread.
 */
export function languageDetector(): Promise<LanguageDetector> {
  return (loading ??= load());
}

/** As the module `eld/small` puts its parts together, but for the form of the database. */
async function load(): Promise<LanguageDetector> {
  const library = import.meta.resolve('eld/small');
  const module = new URL('../languageDetector.js', library);
  const { createEld } = (await import(module.href)) as DetectorModule;
  const grams = new LanguageGrams(
    await readFile(new URL('../ngrams/small.js', library), { encoding: 'utf8' }),
  );
  const { instance, loadData } = createEld();
  const ngrams = new Proxy<Record<string, GramScores>>(
    {},
    { get: (_, gram) => grams.scoresOf(gram as string) },
  );
  loadData({ type: 'small', languages: grams.languages, ngrams });
  return (text) => instance.detect(text).getScores();
}

/** Languages that the detector knows under the name of their nearest kin. */
const KNOWN_AS: Readonly<Record<string, string>> = {
  ...{ nb: 'no', nn: 'no', id: 'ms', bs: 'hr', cnr: 'hr', fil: 'tl' },
};

/** Under what names the detector may know a language: Serbian in Latin letters is Croatian to it. */
export function namesInDetector(language: string): readonly string[] {
  if (language === 'sr') return ['sr', 'hr'];
  return [KNOWN_AS[language] ?? language];
}

/** Those that `eld` 2.1 has in all its databases (its README, "Languages"). */
const KNOWN = new Set(
  (
    'am ar az be bg bn ca cs da de el en es et eu fa fi fr gu he hi hr hu hy is it ja ka kn ko ku lo lt ' +
    'lv ml mr ms nl no or pa pl pt ro ru sk sl sq sr sv ta te th tl tr uk ur vi yo zh'
  ).split(' '),
);

export function isKnownToDetector(language: string): boolean {
  return namesInDetector(language).some((name) => KNOWN.has(name));
}
