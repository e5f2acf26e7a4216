import { negationIn } from '../../../text/negation.js';
import type { Place } from '../../../text/place.js';
import { placeOf, type Word } from '../words/words.js';

/**
 * Where a passage begins and ends whose first or last word the quote has not: with the whole of that word,
 * and with the word beside it where that negates, which is part of the change ("시작되지 않았다" for "시작되었다").
 *
 * @param passage words or characters
 * @param quote likewise
 * @param words those around the passage; places are counted as in the passage's
 * @param language BCP 47
 */
export function withWholeChanges(
  passage: readonly Word[],
  quote: readonly Word[],
  words: readonly Word[],
  language: string | undefined,
): Place {
  const negating = (word: Word | undefined) =>
    word?.kind === 'word' && negationIn(word.text, language) === true ? word : undefined;
  let { start, end } = placeOf(passage, 0);
  if (passage[0]!.key !== quote[0]!.key) {
    const at = words.findIndex((word) => word.end > start);
    start = (negating(words[at - 1]) ?? words[at]!).start;
  }
  if (passage.at(-1)!.key !== quote.at(-1)!.key) {
    const at = words.findLastIndex((word) => word.start < end);
    end = (negating(words[at + 1]) ?? words[at]!).end;
  }
  return { start, end };
}
