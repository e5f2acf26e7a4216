/**
 * Words that negate, per language (ISO 639-1). Compiled by the project, with reference to what
 * Universal Dependencies tags `Polarity=Neg` (https://universaldependencies.org/u/feat/Polarity.html)
 * and `PronType=Neg`, and with the words for "without", which take away likewise. Lower case, with
 * plain apostrophes; Arabic without vowel marks.
 *
 * Left out, because they mostly mean something else where no listed word is with them: French "plus",
 * "point" and "personne", English "few" and "hardly".
 */
export const NEGATION_WORDS: Readonly<Record<string, NegationWords>> = {
  en: {
    words: [
      ...['no', 'not', 'never', 'none', 'nobody', 'nothing', 'nowhere', 'neither', 'nor'],
      ...['cannot', 'without'],
    ],
    /** As in "isn't". */
    endings: ["n't"],
  },
  es: {
    words: [
      ...['no', 'nunca', 'jamás', 'nada', 'nadie', 'ni', 'tampoco', 'sin'],
      ...['ningún', 'ninguno', 'ninguna', 'ningunos', 'ningunas'],
    ],
  },
  fr: {
    words: [
      ...['ne', 'pas', 'non', 'jamais', 'rien', 'ni', 'guère', 'sans', 'nullement'],
      ...['aucun', 'aucune', 'aucuns', 'aucunes', 'nul', 'nulle'],
    ],
    /** As in "n'est". */
    beginnings: ["n'"],
  },
  de: {
    words: [
      ...['nicht', 'nichts', 'nie', 'niemals', 'nein', 'weder', 'ohne', 'nirgends', 'nirgendwo'],
      ...['kein', 'keine', 'keiner', 'keines', 'keinen', 'keinem', 'keins', 'keinerlei'],
      ...['keineswegs', 'keinesfalls', 'niemand', 'niemanden', 'niemandem', 'niemandes'],
    ],
  },
  ar: {
    words: [
      ...['لا', 'لم', 'لن', 'ما', 'غير', 'دون', 'بدون', 'بلا', 'عدم', 'كلا', 'لات'],
      ...['بغير', 'بعدم', 'لعدم'],
      ...['ليس', 'ليست', 'ليسا', 'ليستا', 'ليسوا', 'لسن', 'لست', 'لستم', 'لسنا', 'لستما', 'لستن'],
    ],
    /** Written together with the word: "and", "so", and the question mark. */
    proclitics: ['و', 'ف', 'أ'],
  },
};

export interface NegationWords {
  readonly words: readonly string[];
  readonly beginnings?: readonly string[];
  readonly endings?: readonly string[];
  readonly proclitics?: readonly string[];
}
