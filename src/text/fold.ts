import {
  APOSTROPHE_LETTERS,
  HAMZA_MARKS,
  INVISIBLE,
  MOST_MARKS_ON_LETTER,
  OPTIONAL_MARKS,
  RAISED,
  VARIATION_SELECTORS,
} from './characters.js';
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
 * A text as who searches for its words may type it: case folded, in NFKC, without vowel marks and hamzas
 * that are written at will, without any mark on a Latin or Greek letter (capitals lose them in Greek) and
 * without stress marks on Cyrillic ones, where ё is also written е; letters of Latin and Arabic that do
 * not decompose by {@link withTypedLetters}; digits of every script as 0 to 9. All marks of other scripts
 * stay: a vowel sign of Hindi, Bengali or Thai makes another word.
 *
 * A digit stays apart from a raised, lowered or circled one and from a fraction or a sign that NFKC would
 * run into it (10² is not 102, 3½ not 31/2), and a word from the raised number of its note. What has no
 * width is left out. Time is linear in the text; folding the words of the outcome again changes nothing.
 */
export function folded(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  // Once more afterwards, since one sign may become a digit beside another sign that stays one.
  const bare = caseFolded(apart(apart(visibleOf(text)).normalize('NFKC')))
    .normalize('NFKD')
    .replace(OPTIONAL, '')
    .replace(APOSTROPHES, ' ')
    .replace(WITHOUT_MARKS, '$1')
    .replace(CYRILLIC, (_, letter: string, marks: string) => letter + cyrillicMarks(letter, marks))
    .replace(NIKHAHIT_FIRST, '$2$1')
    .replace(OTHER_DIGIT, asciiDigit);
  return withTypedLetters(bare).normalize('NFC');
}

/** The text in NFKC and lower case, every character of it but those that have no width. */
export function compatible(text: string): string {
  return visibleOf(text).normalize('NFKC').toLowerCase().normalize('NFKC');
}

/** Drops what has no width, and marks in a row beyond those of the Stream-Safe Text Format (UAX #15, 13). */
function visibleOf(text: string): string {
  return text.replace(NO_WIDTH, '').replace(MARKS_TOO_MANY, '$1');
}

const ASCII = /^[\0-\x7F]*$/;
const NO_WIDTH = new RegExp(`[${INVISIBLE}${VARIATION_SELECTORS}]`, 'gu');

const MARKS_TOO_MANY = new RegExp(`(\\p{M}{${MOST_MARKS_ON_LETTER}})\\p{M}+`, 'gu');

function apart(text: string): string {
  return MAY_RUN_TOGETHER.test(text) ? text.replace(APART, ' ') : text;
}

const MAY_RUN_TOGETHER = new RegExp(`[\\p{No}\\p{So}${RAISED}]`, 'u');

/** The places where what follows does not go on. */
const APART = new RegExp(
  `(?<=\\p{Nd})(?=\\p{No})|(?<=\\p{No})(?=\\p{Nd})|` +
    `(?<=[\\p{L}\\p{M}])(?=[${RAISED}])|(?<=[\\p{L}\\p{M}\\p{N}])(?=\\p{So})|(?<=\\p{So})(?=[\\p{L}\\p{N}])`,
  'gu',
);

const DOTTED_I = 'i\u0307';
const OPTIONAL = new RegExp(`[${OPTIONAL_MARKS}${HAMZA_MARKS}]`, 'gu');
const APOSTROPHES = new RegExp(`[${APOSTROPHE_LETTERS}]`, 'gu');
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
  const known = ASCII_DIGITS.get(digit);
  if (known !== undefined) return known;
  const code = digit.codePointAt(0)!;
  let zero = code;
  while (/^\p{Nd}$/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  const typed = String((code - zero) % 10);
  ASCII_DIGITS.set(digit, typed);
  return typed;
}

/** Those met before, of the few hundred there are. */
const ASCII_DIGITS = new Map<string, string>();
