import { DASHES } from '../../../text/characters.js';
import { isLargeMultiplier } from '../../../text/number-words.js';
import { signEnd } from '../numbers/plus-and-minus.js';
import { spelledNumbersIn } from '../numbers/spelled-numbers.js';
import { isPerCent } from '../words/words.js';
import type { ChangedWord } from './change-kind.js';

const DASH = new RegExp(`^[${DASHES}]$`, 'u');

/**
 * The words with what belongs to the quantity before them told: as its suffix the letter of a section and the
 * sign of a grade; as a part of it the other words of a number in words, a multiplier, words for per cent, the
 * other half of a range.
 *
 * @param language BCP 47
 */
export function withQuantityParts(
  words: readonly ChangedWord[],
  text: string,
  language = 'en',
): ChangedWord[] {
  const primary = language.split('-')[0]!;
  const spelled = spelledNumbersIn(text, primary);
  let group = 0;
  const parts = new Map<number, 'suffix' | 'word' | 'multiplier'>();
  for (const [at, word] of words.entries()) {
    while (group < spelled.length && spelled[group]!.end <= word.start) group += 1;
    const inSpelled = spelled[group] !== undefined && spelled[group]!.start < word.start;
    const before = words[at - 1];
    const touches = before?.end === word.start;
    if (touches && signEnd(text, word.start) > word.start) parts.set(at, 'suffix');
    else if (inSpelled) parts.set(at, 'word');
    else if (word.kind === 'word' && word.isBehindNumber && before?.kind === 'number') {
      if (isPerCent(word) || isLargeMultiplier(word.text, primary)) parts.set(at, 'multiplier');
    } else if (touches && isHalfOfRange(words, at)) parts.set(at - 1, 'word').set(at, 'word');
    else if (touches && isLetterOfSection(words, at)) {
      for (const sign of [at - 1, at, at + 1]) parts.set(sign, 'suffix');
    }
  }
  return words.map((word, at) => {
    const part = parts.get(at);
    if (part === undefined) return word;
    return part === 'suffix' ? { ...word, isSuffix: true } : { ...word, part };
  });
}

/** 10%-15%, 2pm-4pm, $5-$10. */
function isHalfOfRange(words: readonly ChangedWord[], at: number): boolean {
  const [last, dash, number] = [words[at - 2], words[at - 1]!, words[at]!];
  if (number.kind !== 'number' || !DASH.test(dash.text) || last?.end !== dash.start) return false;
  return last.kind === 'number' || last.isSuffix;
}

/** 4.3(b). */
function isLetterOfSection(words: readonly ChangedWord[], at: number): boolean {
  const [number, opening, letter, closing] = [
    words[at - 2],
    words[at - 1]!,
    words[at]!,
    words[at + 1],
  ];
  return (
    opening.text === '(' &&
    number?.kind === 'number' &&
    number.end === opening.start &&
    closing?.text === ')' &&
    /^\p{Ll}$/u.test(letter.text)
  );
}
