/**
 * How alike a text is to each language that the detector knows, from 0 to below 1, by the language's
 * primary subtag.
 */
export type LanguageDetector = (text: string) => Readonly<Record<string, number>>;

let loading: Promise<LanguageDetector> | undefined;

/**
 * Returns the detector (`eld`, its small database). Its module takes about a second of this machine's
 * processor and 20 MB, so it is loaded when first asked for, and once a process.
 */
export function languageDetector(): Promise<LanguageDetector> {
  loading ??= import('eld/small').then(
    ({ eld }) =>
      (text) =>
        eld.detect(text).getScores(),
  );
  return loading;
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
