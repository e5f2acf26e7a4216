import { NEGATION_WORDS } from './negation-words.js';
import { normalizedString } from './normalized-text.js';

const LISTS = Object.values(NEGATION_WORDS);
const WORDS = new Set(LISTS.flatMap(({ words }) => words));
const BEGINNINGS = LISTS.flatMap(({ beginnings = [] }) => beginnings);
const ENDINGS = LISTS.flatMap(({ endings = [] }) => endings);
const PROCLITICS = new Set(LISTS.flatMap(({ proclitics = [] }) => proclitics));

/** Two, as in "and is it not": more are not written together. */
const MOST_PROCLITICS = 2;

const WORD = /[\p{L}\p{M}\p{N}]+(?:'[\p{L}\p{M}\p{N}]+)*/gu;

/** Vowel marks and the letter that only lengthens a line. */
const UNWRITTEN = /[\u064B-\u0652\u0670\u0640]/gu;

/**
 * Whether a text holds a word that negates in any of the listed languages. The language of a text is
 * not known here, so all lists count together: a word of one language may be taken for a negation of
 * another ("sin" in English, "no" for a number), and Arabic "ما" is more often "what" than "not". A
 * flag too many makes somebody read the words; one too few would hide a quote turned round.
 */
export function holdsNegation(text: string): boolean {
  for (const [word] of normalizedString(text).matchAll(WORD)) if (negates(word)) return true;
  return false;
}

function negates(word: string): boolean {
  const plain = word.toLowerCase().replace(UNWRITTEN, '');
  if (BEGINNINGS.some((beginning) => plain.startsWith(beginning))) return true;
  if (ENDINGS.some((ending) => plain.endsWith(ending))) return true;
  for (let from = 0; from <= MOST_PROCLITICS; from += 1) {
    if (WORDS.has(plain.slice(from))) return true;
    if (!PROCLITICS.has(plain.charAt(from))) return false;
  }
  return false;
}
