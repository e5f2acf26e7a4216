import type { ChangeKind } from '../../../events/citation/citation-events.js';
import { negationIn } from '../../text/negation.js';
import { isNumberWord } from '../../text/number-words.js';
import { differsInCurrency } from './numbers.js';
import { skeletonString } from './skeleton.js';
import type { Word } from './words.js';

/** A word of the passage or the quote. */
export interface ChangedWord extends Word {
  readonly beginsSentence: boolean;
}

/**
 * What sort of words a change touches, the gravest of them:
 *
 * - `punctuation` where the letters and digits are the same: marks, hyphens (but words run together, or
 *   parted, by a space alone are other words);
 * - `negation` where one side has a negating word and the other has not as many;
 * - `currency` where a number has another sign of currency, or none, and is else the same; `number` where
 *   either has a digit, a sign of per cent or a word for a number;
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
  if (isCurrencyAlone(from, to)) return 'currency';
  if (negationsIn(from, language) !== negationsIn(to, language)) return 'negation';
  if (numbers) return numbers;
  if (words.some(({ kind, text }) => kind === 'word' && holdsNumber(text, language))) {
    return 'number';
  }
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

const CURRENCIES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** One ISO 4217 code, or sign, for another. */
function isCurrencyAlone(from: readonly ChangedWord[], to: readonly ChangedWord[]): boolean {
  const words = [...from, ...to];
  return (
    words.some(({ text }) => CURRENCIES.has(text)) &&
    words.every(({ text }) => CURRENCIES.has(text) || /^\p{Sc}$/u.test(text))
  );
}

/** Signs of currency and per cent that stand alone count, too. */
const SIGN = /^[\p{Sc}%\u2030\u066A]$/u;

function numbersOf(words: readonly ChangedWord[]): string {
  return words
    .filter(({ kind, text }) => kind === 'number' || SIGN.test(text) || /^\p{No}+$/u.test(text))
    .map(({ key }) => key)
    .join(' ');
}

function lettersOf(words: readonly ChangedWord[]): string {
  return words.map(({ key, kind }) => (kind === 'mark' ? symbolsOf(key) : key)).join('');
}

/** An emoji is no punctuation. */
function symbolsOf(mark: string): string {
  return mark.replace(/[^\p{S}]+/gu, '');
}

function negationsIn(words: readonly ChangedWord[], language: string | undefined): number {
  return words.filter(({ kind, text }) => kind === 'word' && negationIn(text, language)).length;
}

function holdsNumber(word: string, language: string | undefined): boolean {
  return /\p{N}/u.test(word) || isNumberWord(skeletonString(word), language);
}

function isName({ text, beginsSentence }: ChangedWord): boolean {
  return (!beginsSentence && /^\p{Lu}/u.test(text)) || /\p{Lu}.*\p{Lu}/u.test(text);
}
