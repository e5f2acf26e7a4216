import { diffArrays } from 'diff';

import { ABUGIDAS } from '../../../text/characters.js';
import type { Place } from '../../../text/place.js';
import { sentenceAround } from '../../../text/sentences.js';
import { lettersIn } from '../words/word-edges.js';
import { isNoMark, placeOf, type Word } from '../words/words.js';

/** How many words in a row a quote may leave out without an ellipsis. */
export const MOST_LEFT_OUT = 12;

/** In longer quotes the letters tell. */
const MOST_WORDS = 100;

/** A word of content has so many letters … */
const SHORTEST_OF_CONTENT = 4;
/** … or one less in a whole sentence of as many words, which "the … was" cannot be. */
const SHORTEST_OF_SENTENCE = 3;

/**
 * Whether most words of a passage and a quote are the same, in the same order, so that it is near
 * however long the others are ("Thirteen ships came" for "Twelve ships came"): two thirds of either's
 * and two words of content, which are the longer ones (Zipf 1935: the words that are used most are the
 * shortest). Of the passage's words the longest run that the quote leaves out does not count, if it has
 * no more than {@link MOST_LEFT_OUT} and no sentence ends in it.
 *
 * @param from where the places of the passage's words are counted from in the text
 */
export function areMostlySame(
  text: string,
  from: number,
  passage: readonly Word[],
  quote: readonly Word[],
): boolean {
  const [theirs, mine] = [passage.filter(isNoMark), quote.filter(isNoMark)];
  if (mine.length > MOST_WORDS || theirs.length > 2 * mine.length + MOST_LEFT_OUT) return false;
  const least = (2 * mine.length) / 3;
  const shared: Word[] = [];
  let [at, leftOut] = [0, 0];
  const parts = diffArrays([...theirs], [...mine], {
    maxEditLength: mine.length + MOST_LEFT_OUT,
    comparator: (one, other) => one.key === other.key,
  });
  if (!parts) return false;
  for (const [index, { value, added, removed }] of parts.entries()) {
    if (added) continue;
    if (!removed) shared.push(...value);
    else {
      const next = parts[index + 1];
      const more = value.length - (next?.added ? next.value.length : 0);
      const isLonger = more > leftOut && more <= MOST_LEFT_OUT;
      if (isLonger && isInSentence(text, placeOf(value, from))) leftOut = more;
    }
    at += value.length;
  }
  if (shared.length < least || shared.length < (2 * (at - leftOut)) / 3) return false;
  const letters = shared.map(({ key }) => lettersIn(key));
  const ofContent = (fewest: number) => letters.filter((count) => count >= fewest).length;
  if (ofContent(SHORTEST_OF_CONTENT) >= 2) return true;
  if (at - leftOut !== mine.length) return false;
  // Where vowels are no letters, two make a verb: beside a longer word.
  const isEnough =
    ofContent(SHORTEST_OF_SENTENCE) >= 2 ||
    (ofContent(SHORTEST_OF_CONTENT) > 0 && shared.length >= 2 && ABUGIDA.test(shared[0]!.key));
  return isEnough && isSentence(text, placeOf(theirs, from));
}

const ABUGIDA = new RegExp(`[${ABUGIDAS}]`, 'u');

/** Whether no sentence ends in a place. */
export function isInSentence(text: string, { start, end }: Place): boolean {
  return start + sentenceAround(text, start, start).after.length >= end;
}

function isSentence(text: string, { start, end }: Place): boolean {
  const { before, after } = sentenceAround(text, start, end);
  return !/[\p{L}\p{N}]/u.test(before + after);
}
