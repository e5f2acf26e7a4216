import { HAMZA_MARKS, INVISIBLE, OPTIONAL_MARKS, VARIATION_SELECTORS } from './characters.js';
import { withTypedLetters } from './letters.js';

/**
 * The text without a difference of case (full case folding, Unicode 16, 3.13.3, by way of the capital
 * letters, which several small ones share), and with one i: what is dotted and dotless in Turkish and
 * Azerbaijani cannot be told apart where the language is not known. Straße is strasse, ΛΌΓΟΣ λόγοσ, Işık
 * and IŞIK işik. In NFC.
 */
export function caseFolded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFC')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase()
    .replaceAll('ς', 'σ')
    .replaceAll(DOTTED_I, 'i')
    .normalize('NFC');
}

/**
 * A word as who searches for it may type it: case folded, in NFKC, without vowel marks and hamzas that
 * are written at will, without any mark on a Latin or Greek letter (capitals lose them in Greek) and
 * without stress marks on Cyrillic ones, where ё is also written е; letters of Latin and Arabic that do
 * not decompose by {@link withTypedLetters}; digits of every script as 0 to 9. All marks of other scripts
 * stay: a vowel sign of Hindi, Bengali or Thai makes another word. Folding twice changes nothing more.
 *
 * @param word at most some thousand characters, of which at most {@link MOST_MARKS} marks in a row; see
 * `runsOf`.
 */
export function folded(word: string): string {
  if (ASCII.test(word)) return word.toLowerCase();
  const bare = caseFolded(word.normalize('NFKC'))
    .normalize('NFKD')
    .replace(PASSED_OVER, '')
    .replace(WITHOUT_MARKS, '$1')
    .replace(CYRILLIC, (_, letter: string, marks: string) => letter + cyrillicMarks(letter, marks))
    .replace(NIKHAHIT_FIRST, '$2$1')
    .replace(OTHER_DIGIT, asciiDigit);
  return withTypedLetters(bare).normalize('NFC');
}

/** What no language needs more of: the Stream-Safe Text Format (UAX #15, 13). */
export const MOST_MARKS = 30;

export const ASCII = /^[\0-\x7F]*$/;

const DOTTED_I = 'i\u0307';
const PASSED_OVER = new RegExp(
  `[${INVISIBLE}${VARIATION_SELECTORS}${OPTIONAL_MARKS}${HAMZA_MARKS}]`,
  'gu',
);
const WITHOUT_MARKS = /([\p{Script=Latin}\p{Script=Greek}\p{N}])\p{M}+/gu;
const CYRILLIC = /(\p{Script=Cyrillic})(\p{M}+)/gu;
const OTHER_DIGIT = /(?![0-9])\p{Nd}/gu;

/**
 * Sara am of Thai and Lao is a ring and a vowel, and a tone mark may have been typed between them or
 * before both (Unicode 16, 16.1).
 */
const NIKHAHIT_FIRST = /([\u0E4D\u0ECD])([\u0E48-\u0E4B\u0EC8-\u0ECB])/gu;

/** Grave and acute tell the stress, but for the letters ѓ and ќ; breve, diaeresis and others make letters. */
function cyrillicMarks(letter: string, marks: string): string {
  const kept = /[гк]/u.test(letter) ? marks : marks.replace(/[\u0300\u0301]/gu, '');
  return letter === 'е' ? kept.replaceAll('\u0308', '') : kept;
}

/** Decimal digits stand in rows of ten, in order (Unicode 16, 4.6). */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String((code - zero) % 10);
}
