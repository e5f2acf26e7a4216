import { searchWords, typedPhrases } from '../../text/search-words.js';

/*
 * Words are made in src/text and not by PostgreSQL's parser, which knows hosts, versions and signed numbers
 * and asks the database's locale what a letter is: so a text has the same words on every server, and in
 * SQLite. Nothing in a word need be escaped.
 */

/** A `tsvector` of the words of these texts, with their places. */
export function wordsOf(texts: readonly string[]): string {
  let place = 0;
  const lexemes: string[] = [];
  for (const text of texts) {
    for (const word of searchWords(text)) lexemes.push(`'${word}':${(place += 1)}`);
    // Nothing is found across the end of a text.
    place += 1;
  }
  return lexemes.join(' ');
}

/** What somebody typed, as a `tsquery`; undefined where there is no word in it. */
export function fullTextQuery(typed: string): string | undefined {
  const phrases = typedPhrases(typed).map(({ words, begun, otherwise }) => {
    const inARow = (row: readonly string[]) =>
      row.map((word) => `'${word}'`).join(' <-> ') + (begun ? ':*' : '');
    return otherwise ? `(${inARow(words)} | ${inARow(otherwise)})` : inARow(words);
  });
  return phrases.length === 0 ? undefined : phrases.join(' & ');
}
