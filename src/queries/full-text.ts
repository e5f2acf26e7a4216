/** What SQLite's unicode61 makes tokens of. */
const TOKEN_CHARACTER = /[\p{L}\p{N}\p{Co}]/u;

/** The query string ends at a NUL, and no control character can be part of a word. */
const BETWEEN_WORDS = /[\s\p{Cc}]+/u;

/**
 * What somebody typed, as an FTS5 query that asks for all its words in any order, the last of them
 * as a beginning. Every word is quoted (https://sqlite.org/fts5.html#fts5_strings), so that nothing
 * in it is an operator. Undefined where there is no word in it.
 */
export function fullTextQuery(typed: string): string | undefined {
  const words = typed.split(BETWEEN_WORDS).filter((word) => TOKEN_CHARACTER.test(word));
  if (words.length === 0) return undefined;
  return `${words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')}*`;
}
