import { typedWords } from '../typed-words.js';

/**
 * What somebody typed, as an FTS5 query that asks for all its words in any order, the last of them
 * as a beginning. Every word is quoted (https://sqlite.org/fts5.html#fts5_strings), so that nothing
 * in it is an operator. Undefined where there is no word in it.
 */
export function fullTextQuery(typed: string): string | undefined {
  const words = typedWords(typed);
  if (words.length === 0) return undefined;
  return `${words.map((word) => `"${word.replaceAll('"', '""')}"`).join(' ')}*`;
}
