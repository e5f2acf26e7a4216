const SUPERSCRIPT_DIGITS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const SUBSCRIPT_DIGITS = '₀₁₂₃₄₅₆₇₈₉';
const SUPERSCRIPT_SIGNS: Readonly<Record<string, string>> = {
  '+': '⁺',
  '-': '⁻',
  '\u2010': '⁻',
  '\u2011': '⁻',
  '\u2013': '⁻',
  '\u2212': '⁻',
  '=': '⁼',
  '(': '⁽',
  ')': '⁾',
  n: 'ⁿ',
  i: 'ⁱ',
};
const SUBSCRIPT_SIGNS: Readonly<Record<string, string>> = {
  '+': '₊',
  '-': '₋',
  '\u2010': '₋',
  '\u2011': '₋',
  '\u2013': '₋',
  '\u2212': '₋',
  '=': '₌',
  '(': '₍',
  ')': '₎',
};

/** What is longer is small print rather than a sign. */
export const LONGEST_SIGN = 24;

const DIGIT = /\p{Nd}/u;
const LETTER = /\p{L}/u;
const WORDS = /\p{L}{2,}[^]*\s|\s[^]*\p{L}{2,}/u;
/** Cents with their decimal mark, as shops raise them: $12<sup>.99</sup>. */
const CENTS = /^\s*[.,]\p{Nd}{2}\s*$/u;
const BRACKETED = /^\s*(?:\[[^[\]]*\][\s,;–-]*)+$/u;

/** How each text inside of a raised or lowered element is set. */
export type Setting = (text: string) => string;

const AS_IT_IS: Setting = (text) => text;

/**
 * Digits that stand above or below the line become Unicode's superscripts and subscripts, and with them
 * the signs that Unicode has, so that none runs into the number before it (10²¹ is not 1021). Letters stay
 * (1st, Mme), as do notes in brackets, cents behind their decimal mark, and words: a sentence in small print has its numbers as they are,
 * but for one that would run into a word or number.
 *
 * @param words all that stands in the element, or its first {@link LONGEST_SIGN} characters and more
 * @param touching the character directly before it, or nothing
 */
export function settingOf(kind: 'raised' | 'lowered', words: string, touching: string): Setting {
  if (BRACKETED.test(words)) return AS_IT_IS;
  if (CENTS.test(words) && DIGIT.test(touching)) return AS_IT_IS;
  const set = kind === 'raised' ? raise : lower;
  if (words.length > LONGEST_SIGN || WORDS.test(words)) {
    return /[\p{L}\p{N}]/u.test(touching) && DIGIT.test(words.trimStart().charAt(0))
      ? firstNumber(set)
      : AS_IT_IS;
  }
  const hasDigit = DIGIT.test(words);
  const isVariable = /^\s*[in]\s*$/.test(words);
  // `in`, `TM` and `(a)` are words, `n+1` and `2n` are none.
  const hasOtherLetters = LETTER.test(words.replace(/[in]/g, ''));
  const isSum = /[in]/.test(words) && /[+\-\u2212]/.test(words) && !hasOtherLetters;
  const hasSigns = hasDigit || isVariable || isSum;
  return (text) => set(text, hasSigns && !hasOtherLetters, hasSigns);
}

type Set = (text: string, variables: boolean, signs: boolean) => string;

const raise: Set = (text, variables, signs) =>
  replaced(text, SUPERSCRIPT_DIGITS, SUPERSCRIPT_SIGNS, variables, signs);

const lower: Set = (text, variables, signs) =>
  replaced(text, SUBSCRIPT_DIGITS, SUBSCRIPT_SIGNS, variables, signs);

function replaced(
  text: string,
  digits: string,
  signs: Readonly<Record<string, string>>,
  hasVariables: boolean,
  hasSigns: boolean,
): string {
  return text.replace(/[\p{Nd}+\-\u2010\u2011\u2013\u2212=()in]/gu, (character) => {
    if (DIGIT.test(character)) return digits.charAt(valueOf(character));
    const isLetter = character === 'i' || character === 'n';
    return (isLetter ? hasVariables : hasSigns) ? (signs[character] ?? character) : character;
  });
}

/** Mathematical digits stand in five rows without a gap. */
const MATHEMATICAL_ZERO = 0x1d7ce;
const LAST_MATHEMATICAL = 0x1d7ff;

/** Unicode has the digits of a script in a row, from 0 to 9. */
function valueOf(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  if (code >= MATHEMATICAL_ZERO && code <= LAST_MATHEMATICAL) {
    return (code - MATHEMATICAL_ZERO) % 10;
  }
  let zero = code;
  while (code - zero < 9 && DIGIT.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return code - zero;
}

/** Only the number that the text begins with. */
function firstNumber(set: Set): Setting {
  let isFirst = true;
  return (text) => {
    if (!isFirst || text.trim() === '') return text;
    isFirst = false;
    return text.replace(/^\s*\p{Nd}+/u, (number) => set(number, false, false));
  };
}
