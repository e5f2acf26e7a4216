import { foldedText } from './folded-text.js';
import { NUMBER_WORDS } from './number-words/number-word-lists.js';

const sets = new Map<string, ReadonlySet<string>>();

/**
 * Whether a word is one for a number in its language or, where the language is not known or has no
 * list, in any: there a word too many is called a number, and none is missed.
 *
 * @param language the primary subtag of BCP 47, in lower case
 */
export function isNumberWord(word: string, language: string | undefined): boolean {
  if (language !== undefined && NUMBER_WORDS[language] !== undefined) {
    return setOf(language).has(foldedText(word, language));
  }
  const folded = foldedText(word, undefined);
  return Object.keys(NUMBER_WORDS).some((possible) => setOf(possible).has(folded));
}

function setOf(language: string): ReadonlySet<string> {
  let set = sets.get(language);
  if (set === undefined) {
    const words = (NUMBER_WORDS[language] ?? '').split(/\s+/u).filter((word) => word !== '');
    set = new Set(words.map((word) => foldedText(word, language)));
    sets.set(language, set);
  }
  return set;
}
