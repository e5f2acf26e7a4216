import {
  HAMZA_MARKS,
  INVISIBLE,
  KEYBOARD_LETTERS,
  LIKE_LETTERS,
  LOWERED,
  NUKTA,
  OPTIONAL_MARKS,
  RAISED,
  SARA_AM,
  SINGLE_QUOTES,
} from '../../../text/characters.js';

/** Stands for one letter or digit. */
const LETTER = 1;
/** No letter and no digit: spaces, marks, what has no width, vowel marks. */
export const PASSED_OVER = 2;
/** May join what is before it into one character: combining marks, vowel and final jamo. */
export const JOINING = 3;
/** Stands for several letters, or for one outside the Basic Multilingual Plane. */
const LETTERS = 4;
/** What it stands for depends on what is beside it: raised and lowered digits, an opening bracket. */
export const BY_CONTEXT = 5;

/** Matches what, compatibly decomposed, can be the second half of a canonical composition. */
const JOINS = /^[\p{M}\u1160-\u11FF\uD7B0-\uD7FF\u{16D63}-\u{16D6A}]/u;
/** Madda makes another letter of an alef, though it is written at will elsewhere. */
const MADDA = '\u0653';

const OPTIONAL = new RegExp(`[${OPTIONAL_MARKS}${INVISIBLE}]`, 'gu');
const CONTEXTUAL = new RegExp(`[\\[${RAISED}${LOWERED}]`, 'u');
const SARA_AM_SIGNS = new RegExp(SARA_AM, 'gu');
/** Of letters that many write without: they are told apart afterwards, as an accent is. */
const LEFT_OUT = new RegExp(`[${HAMZA_MARKS}${MADDA}${NUKTA}]`, 'gu');
/** The modifier letter apostrophe is an apostrophe. */
const NEVER_A_LETTER = new RegExp(`[^\\p{L}\\p{M}\\p{Nd}]|[${SINGLE_QUOTES}]`, 'gu');
const WITH_CAPITALS = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]/u;

/** Looked up for each unit of every text, so worked out once. */
const classes = new Uint8Array(0x110000);
const forms = new Uint16Array(0x10000);
const several = new Map<number, string>();

export function classOf(codePoint: number): number {
  return classes[codePoint] || classify(codePoint);
}

/** The form ({@link formOf}) of what is passed over … */
export const NO_LETTER = 1;
/** … and of all else, half a surrogate pair as well, of which {@link classOf} tells more. */
export const OTHER_FORM = 2;

/** The one letter that a unit stands for; {@link NO_LETTER} or {@link OTHER_FORM} where it stands for none. */
export function formOf(unit: number): number {
  return forms[unit] || (forms[unit] = formFor(unit));
}

function formFor(unit: number): number {
  if (unit >= 0xd800 && unit <= 0xdfff) return OTHER_FORM;
  const characterClass = classOf(unit);
  if (characterClass === LETTER) return folded(String.fromCharCode(unit)).charCodeAt(0);
  return characterClass === PASSED_OVER ? NO_LETTER : OTHER_FORM;
}

/** How many pieces are remembered, for a text has few different ones. */
const MOST_REMEMBERED = 4096;
const pieces = new Map<string, string>();

/** The letters of a piece: a character with all that joins it. */
export function lettersOfPiece(first: number, joined: string): string {
  if (joined === '') {
    if (classOf(first) === LETTER) return String.fromCharCode(formOf(first));
    const known = several.get(first);
    if (known !== undefined) return known;
  }
  const piece = String.fromCodePoint(first) + joined;
  let known = pieces.get(piece);
  if (known === undefined) {
    known = folded(piece);
    if (pieces.size < MOST_REMEMBERED) pieces.set(piece, known);
  }
  return known;
}

/** Makes words in NFKC alike whoever typed them: PDFs have the tone mark of sara am behind its first sign. */
export function alike(text: string): string {
  return keyboardLetters(text).replace(SARA_AM_SIGNS, '$2$1$4$3');
}

const keyboardLetters = replacing(KEYBOARD_LETTERS);
const likeLetters = replacing(LIKE_LETTERS);

function replacing(letters: Readonly<Record<string, string>>): (text: string) => string {
  const any = new RegExp(`[${Object.keys(letters).join('')}]`, 'gu');
  return (text) => text.replace(any, (letter) => letters[letter]!);
}

/**
 * What is the same whoever typed it: NFKC, case folded (by way of the capital letter, which several small
 * ones share), digits of every script as 0 to 9, without marks that are written at will. In scripts with
 * capital letters without accents as well, for headlines in capitals often have none, and without what
 * many leave out in Arabic and Hindi; whether such was changed is looked at afterwards, as case is.
 */
function folded(piece: string): string {
  const text = piece.normalize('NFKC').replace(OPTIONAL, '').normalize('NFD');
  const bare = WITH_CAPITALS.test(text)
    ? text.replace(/\p{Mn}/gu, '')
    : text.replace(LEFT_OUT, '').normalize('NFC');
  const small = bare.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC');
  return likeLetters(alike(small))
    .replace(NEVER_A_LETTER, '')
    .replace(/ς/gu, 'σ')
    .replace(/\p{Nd}/gu, digitOf);
}

/** Every run of digits in Unicode begins with its zero. */
export function digitOf(digit: string): string {
  const point = digit.codePointAt(0)!;
  if (point < 0x80) return digit;
  let value = 0;
  while (value < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(point - value - 1))) value += 1;
  return String(value);
}

function classify(codePoint: number): number {
  const characterClass = classAndLetters(codePoint);
  classes[codePoint] = characterClass;
  return characterClass;
}

function classAndLetters(codePoint: number): number {
  // Half a surrogate pair is no letter.
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return PASSED_OVER;
  const character = String.fromCodePoint(codePoint);
  if (CONTEXTUAL.test(character)) return BY_CONTEXT;
  if (character === MADDA) return JOINING;
  if (character.replace(OPTIONAL, '') === '') return PASSED_OVER;
  if (JOINS.test(character.normalize('NFKD'))) return JOINING;
  const text = folded(character);
  if (text === '' || /^\p{No}$/u.test(character)) return PASSED_OVER;
  if (text.length === 1 && codePoint < 0x10000) return LETTER;
  several.set(codePoint, text);
  return LETTERS;
}
