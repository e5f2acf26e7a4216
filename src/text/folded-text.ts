import { INVISIBLE, MOST_MARKS_ON_LETTER, OPTIONAL_MARKS, SINGLE_QUOTES } from './characters.js';

const MARKS_TOO_MANY = new RegExp(`(\\p{M}{${MOST_MARKS_ON_LETTER}})\\p{M}+`, 'gu');

const UNWRITTEN = new RegExp(`[${INVISIBLE}${OPTIONAL_MARKS}]+`, 'gu');
const APOSTROPHES = new RegExp(`[${SINGLE_QUOTES}]`, 'gu');

/** Letters that Arabic, Persian and Urdu keyboards write differently in the same words. */
const YEHS = /[\u064A\u0649\u06D2\u06CD\u06D0]/gu;
const KAFS = /\u0643/gu;
const HEHS = /[\u06C1\u06C0\u06D5\u06BE\u0629]/gu;

/** Languages whose dotless i has a capital of its own (Unicode, SpecialCasing.txt). */
const TURKIC = new Set(['az', 'tr']);

/**
 * Returns a text as its words are looked up in lists: NFKC, lower case by the rules of the language,
 * apostrophes as they are typed, without what has no width and without marks that the same words are
 * written without; one letter for each of the yehs, kafs and hehs of the Arabic script.
 */
export function foldedText(text: string, language: string | undefined): string {
  // The acute accent by itself would be a space and a mark under NFKC.
  const bounded = text.replace(APOSTROPHES, "'").replace(MARKS_TOO_MANY, '$1').normalize('NFKC');
  const lower =
    language !== undefined && foldsItsOwnWay(language)
      ? bounded.toLocaleLowerCase(language)
      : bounded.toLowerCase();
  return foldedLetters(lower.replace(UNWRITTEN, ''));
}

/** Whether the lower case of a language is not that of the others. */
export function foldsItsOwnWay(language: string): boolean {
  return TURKIC.has(language);
}

/** Folds letters alone, as for the source of a regular expression, in which case and marks say something. */
export function foldedLetters(text: string): string {
  return text.replace(YEHS, '\u06CC').replace(KAFS, '\u06A9').replace(HEHS, '\u0647');
}
