import { searchWords, typedPhrases } from '../../text/search-words.js';

/** The words of a text as the index takes them in. */
export function wordsOf(text: string): string {
  return [...searchWords(text)].join(' ');
}

/**
 * What somebody typed, as an FTS5 query (https://sqlite.org/fts5.html#full_text_query_syntax), in which
 * quoted words are a phrase and nothing in them an operator. Undefined where there is no word in it.
 */
export function fullTextQuery(typed: string): string | undefined {
  const phrases = typedPhrases(typed).map(({ words, begun, otherwise }) => {
    const inARow = (row: readonly string[]) => `"${row.join(' ')}"${begun ? ' *' : ''}`;
    return otherwise ? `(${inARow(words)} OR ${inARow(otherwise)})` : inARow(words);
  });
  return phrases.length === 0 ? undefined : phrases.join(' AND ');
}
