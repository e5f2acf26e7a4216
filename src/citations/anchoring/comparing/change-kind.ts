import type { ChangeKind } from '../../../../events/citation/citation-events.js';
import {
  HANGUL_DIGITS,
  HANGUL_MULTIPLIERS,
  HAN_NUMERALS,
  HYPHENS,
  PER_CENT_SIGNS,
  RAISED,
} from '../../../text/characters.js';
import { isCurrency, isCurrencySign } from '../../../text/currencies.js';
import { negatedFormsIn } from '../../../text/negating-prefixes.js';
import { negationIn } from '../../../text/negation.js';
import { isMultiplier, isNumberWord } from '../../../text/number-words.js';
import { DIVISION } from '../characters/line-breaks.js';
import { differsInCurrency } from '../numbers/numbers.js';
import { isPerCent, type Word } from '../words/words.js';

/** A word of the passage or the quote. */
export interface ChangedWord extends Word {
  readonly beginsSentence: boolean;
  /**
   * Whether it belongs to what it stands directly behind, and that to a number: the "m" of 5m, the "th" of
   * 5th, a number behind the parenthesis that makes it negative.
   */
  readonly isSuffix: boolean;
  /**
   * What it is of the quantity before it, which is told whole where a change has not as many words of it, or no
   * multiplier.
   */
  readonly part?: 'word' | 'multiplier';
  /** Whether it stands behind a number and no more than a space. */
  readonly isBehindNumber: boolean;
}

/**
 * What sort of words a change touches, the gravest of them:
 *
 * - `punctuation` where the letters and digits are the same: marks, hyphens (but words run together, or
 *   parted, by a space alone are other words);
 * - `negation` where one side has a negating word and the other has not as many, or its own words with a
 *   negating prefix ("illegal" for "legal");
 * - `currency` where a number has another sign of currency, or none, and is else the same, or one currency's
 *   name stands for another's; `number` where either has a digit, a numeral, a sign of per cent, a word for a
 *   number, a sign of arithmetic or what multiplies the number before it;
 * - `name` where either has a word with a capital letter that does not begin a sentence, or with two.
 *   In German every noun counts; in scripts without capital letters nothing does;
 * - `word` otherwise.
 *
 * What differs in the case of letters alone is told before it comes here.
 *
 * @param language BCP 47
 */
export function kindOfChange(
  from: readonly ChangedWord[],
  to: readonly ChangedWord[],
  language: string | undefined,
): ChangeKind {
  const words = [...from, ...to];
  const numbers = numberChange(from, to);
  if (numbers === undefined && lettersOf(from) === lettersOf(to)) {
    return areRunTogether(from, to) ? 'word' : 'punctuation';
  }
  if (isCurrencyAlone(from, to, language)) return 'currency';
  if (areNumberSigns(from, to)) return 'punctuation';
  if (negationsIn(from, to, language) !== negationsIn(to, from, language)) return 'negation';
  if (numbers) return numbers;
  if (words.some(({ kind, text }) => kind === 'mark' && /^\p{Sm}$/u.test(text))) return 'number';
  if (words.some((word) => holdsNumber(word, language)) || isNumeralAlone(from, to))
    return 'number';
  return words.some(isName) ? 'name' : 'word';
}

/** "not able" and "notable": no mark tells them apart, and they are other words. */
function areRunTogether(from: readonly ChangedWord[], to: readonly ChangedWord[]): boolean {
  return from.length !== to.length && [...from, ...to].every(({ kind }) => kind === 'word');
}

function numberChange(
  from: readonly ChangedWord[],
  to: readonly ChangedWord[],
): 'number' | 'currency' | undefined {
  const [old, young] = [numbersOf(from), numbersOf(to)];
  if (old === young) return undefined;
  return differsInCurrency(old, young) ? 'currency' : 'number';
}

/** One name, sign or code (ISO 4217) of a currency for another. */
function isCurrencyAlone(
  from: readonly ChangedWord[],
  to: readonly ChangedWord[],
  language: string | undefined,
): boolean {
  const words = [...from, ...to];
  if (words.every(({ text }) => isCurrencySign(text))) return true;
  // A name by itself may be another word: won, crown, real.
  return from.length > 0 && to.length > 0 && words.every(({ text }) => isCurrency(text, language));
}

const POWER = new RegExp(`[${RAISED}]+`, 'gu');
/** Signs of currency and per cent that stand alone count, too. */
const SIGN = new RegExp(`^[\\p{Sc}${PER_CENT_SIGNS}]$`, 'u');

function numbersOf(words: readonly ChangedWord[]): string {
  return words
    .filter(({ kind, text }) => kind === 'number' || SIGN.test(text))
    .map(({ key, kind, isSuffix }) => (kind === 'number' && isSuffix ? `(${key})` : key))
    .concat(words.flatMap(({ kind, text }) => (kind === 'word' ? (text.match(POWER) ?? []) : [])))
    .join(' ');
}

function lettersOf(words: readonly ChangedWord[]): string {
  return words.map(({ key, kind }) => (kind === 'mark' ? symbolsOf(key) : key)).join('');
}

/** An emoji is no punctuation. */
function symbolsOf(mark: string): string {
  return mark.replace(/[^\p{S}]+/gu, '');
}

/** Words that negate, and those that are one of the others with a negating prefix. */
function negationsIn(
  words: readonly ChangedWord[],
  others: readonly ChangedWord[],
  language: string | undefined,
): number {
  const own = undividedWords(words);
  const affirming = own.filter((text) => !negationIn(text, language));
  const negated = negatedFormsIn(affirming, undividedWords(others), language);
  return own.length - affirming.length + negated;
}

/** Returns the words, each with its hyphen where only the first half of a compound changes: "non-". */
function undividedWords(words: readonly ChangedWord[]): string[] {
  return words.flatMap(({ kind, text }, n) => {
    const isHalf = HYPHEN.test(words[n + 1]?.text ?? '');
    return kind === 'word' ? [text.replace(DIVISIONS, '') + (isHalf ? '-' : '')] : [];
  });
}

const HYPHEN = new RegExp(`^[${HYPHENS}]$`, 'u');

/** "№" for "No.", which is no word that negates. */
function areNumberSigns(from: readonly ChangedWord[], to: readonly ChangedWord[]): boolean {
  return [from, to].every((words) => NUMBER_SIGN.test(words.map(({ text }) => text).join('')));
}

const NUMBER_SIGN = /^(?:№|n[.]?[º°]|n[or][.]?|no[º°])$/iu;

function holdsNumber(one: ChangedWord, language: string | undefined): boolean {
  const { kind, text, isSuffix, part, isBehindNumber } = one;
  if (isSuffix || part || isPerCent(one)) return true;
  if (kind !== 'word') return false;
  const word = text.replace(DIVISIONS, '');
  return (
    /\p{N}/u.test(word) ||
    SMALL_ROMAN_NUMERAL.test(word) ||
    isNumberWord(word, language) ||
    (isBehindNumber && isMultiplier(word, language))
  );
}

/** Roman numerals of two letters or more, which are hardly a word. */
const SMALL_ROMAN_NUMERAL = /^(?=..)X{0,3}(?:IX|IV|V?I{0,3})$/u;
const DIVISIONS = new RegExp(DIVISION, 'gu');

/** Whether the words differ in numerals alone: in Chinese and Japanese those within a word, Korean or Roman ones. */
function isNumeralAlone(from: readonly ChangedWord[], to: readonly ChangedWord[]): boolean {
  const [old = '', young = ''] = [from, to].map((words) => words.map(({ text }) => text).join(' '));
  const differsIn = (numerals: RegExp) => old.replace(numerals, '') === young.replace(numerals, '');
  const isIn = (numerals: RegExp) => old.search(numerals) >= 0 && young.search(numerals) >= 0;
  return (
    differsIn(HAN_NUMERAL) ||
    [HANGUL_NUMERAL, ROMAN_NUMERAL].some((one) => isIn(one) && differsIn(one))
  );
}

const HAN_NUMERAL = new RegExp(`[${HAN_NUMERALS}]`, 'gu');
/** A numeral with a ten or more in it; by themselves the digits are frequent syllables. */
const HANGUL_NUMERAL = new RegExp(
  `[${HANGUL_DIGITS}]{0,9}[${HANGUL_MULTIPLIERS}][${HANGUL_DIGITS}${HANGUL_MULTIPLIERS}]*`,
  'gu',
);
const ROMAN_NUMERAL =
  /(?<!\p{L})(?=[IVXLCDM])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?!\p{L})|(?<!\p{L})(?=[ivx]{2})x{0,3}(?:ix|iv|v?i{0,3})(?!\p{L})/gu;

function isName({ text, beginsSentence }: ChangedWord): boolean {
  return (!beginsSentence && /^\p{Lu}/u.test(text)) || /\p{Lu}.*\p{Lu}/u.test(text);
}
