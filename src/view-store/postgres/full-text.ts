import { typedWords } from '../typed-words.js';

/*
 * Words are made here and not by PostgreSQL's parser, which knows hosts, versions and signed numbers and
 * asks the database's locale what a letter is: so a text has the same words on every server, and the same
 * as SQLite's unicode61 with `remove_diacritics 2` finds in it (https://sqlite.org/fts5.html#unicode61_tokenizer).
 */

/** Letters, digits and private use make words, and these marks do not end one. */
const MARKS =
  '\\u0300-\\u0304\\u0306-\\u030C\\u030F\\u0311\\u031B\\u0323-\\u0328\\u032D\\u032E\\u0330\\u0331';
const WORD = new RegExp(`[\\p{L}\\p{N}\\p{Co}][\\p{L}\\p{N}\\p{Co}${MARKS}]*`, 'gu');
const ANY_MARK = new RegExp(`[${MARKS}]`, 'gu');

/** A lexeme has at most 2,046 bytes; what differs later than this is taken for the same word. */
const LONGEST_WORD = 500;

/** A `tsvector` of the words of these texts, with their places. */
export function wordsOf(texts: readonly string[]): string {
  let place = 0;
  const lexemes: string[] = [];
  for (const text of texts) {
    for (const word of split(text)) lexemes.push(`'${word}':${(place += 1)}`);
    // Nothing is found across the end of a text.
    place += 1;
  }
  return lexemes.join(' ');
}

/**
 * What somebody typed, as a `tsquery` that asks for all its words in any order, the last of them as a
 * beginning; one with a hyphen or the like in it asks for its parts in a row. Undefined where there is
 * no word in it.
 */
export function fullTextQuery(typed: string): string | undefined {
  const phrases = typedWords(typed)
    .map(split)
    .filter((parts) => parts.length > 0)
    .map((parts) => parts.map((part) => `'${part}'`).join(' <-> '));
  if (phrases.length === 0) return undefined;
  return `${phrases.join(' & ')}:*`;
}

function split(text: string): string[] {
  return Array.from(text.match(WORD) ?? [], (word) => {
    const characters = Array.from(word.replace(ANY_MARK, ''), folded);
    return characters.slice(0, LONGEST_WORD).join('');
  });
}

/**
 * Case folded, one character for one (https://www.unicode.org/Public/UCD/latest/ucd/CaseFolding.txt), and
 * a Latin letter without what stands over or under it. Greek and Cyrillic letters keep theirs.
 */
function folded(character: string): string {
  const known = FOLDED.get(character);
  if (known !== undefined) return known;
  const lower = lowerCase(character);
  const [base = lower, ...marks] = lower.normalize('NFD');
  const result = marks.length > 0 && /^[a-z]$/.test(base) ? base : lower;
  FOLDED.set(character, result);
  return result;
}

/** What was met before; dotted and dotless i have rules of their own. */
const FOLDED = new Map([
  ['\u0130', 'i'],
  ['\u0131', '\u0131'],
]);

/** By way of the capital letter, which several small ones share: σ and ς. */
function lowerCase(character: string): string {
  for (const changed of [character.toUpperCase().toLowerCase(), character.toLowerCase()]) {
    if ([...changed].length === 1) return changed;
  }
  return character;
}
