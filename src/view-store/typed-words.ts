/** What makes a word for the full-text indexes of every database. */
const WORD_CHARACTER = /[\p{L}\p{N}\p{Co}]/u;

/** No control character can be part of a word. */
const BETWEEN_WORDS = /[\s\p{Cc}]+/u;

/** The words that somebody typed, as typed, with what clings to them; what has no letter in it is none. */
export function typedWords(typed: string): string[] {
  return typed.split(BETWEEN_WORDS).filter((word) => WORD_CHARACTER.test(word));
}
