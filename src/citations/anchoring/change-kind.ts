import type { ChangeKind } from '../../../events/citation/citation-events.js';
import { holdsNegation } from './negation.js';
import { NUMBER_WORDS } from './number-words.js';
import type { Word } from './words.js';

/** A word of the passage or the quote, normalized. */
export interface ChangedWord extends Word {
  readonly beginsSentence: boolean;
}

const NUMBERS = new Set(Object.values(NUMBER_WORDS).flat());

/**
 * What sort of words a change touches, the gravest of them:
 *
 * - `punctuation` where the letters and digits are the same but for their case: marks, hyphens,
 *   capital letters;
 * - `negation` where one side has a negating word and the other has not as many;
 * - `number` where either has a digit or a word for a number;
 * - `name` where either has a word with a capital letter that does not begin a sentence, or with two.
 *   In German every noun counts; in scripts without capital letters nothing does;
 * - `word` otherwise.
 */
export function kindOfChange(from: readonly ChangedWord[], to: readonly ChangedWord[]): ChangeKind {
  if (lettersOf(from) === lettersOf(to)) return 'punctuation';
  if (negationsIn(from) !== negationsIn(to)) return 'negation';
  const words = [...from, ...to];
  if (words.some(isNumber)) return 'number';
  return words.some(isName) ? 'name' : 'word';
}

function lettersOf(words: readonly ChangedWord[]): string {
  return words
    .map(({ text }) => text)
    .join('')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{S}]+/gu, '');
}

function negationsIn(words: readonly ChangedWord[]): number {
  return words.filter(({ isWord, text }) => isWord && holdsNegation(text)).length;
}

function isNumber({ text }: ChangedWord): boolean {
  return /\p{N}/u.test(text) || NUMBERS.has(text.toLowerCase());
}

function isName({ text, beginsSentence }: ChangedWord): boolean {
  return (!beginsSentence && /^\p{Lu}/u.test(text)) || /\p{Lu}.*\p{Lu}/u.test(text);
}
