import { foldedText } from './folded-text.js';

/** Words to be looked up in, each in one step, whatever the length of the list. */
export interface WordList {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
  /** Of a stem or an ending, in UTF-16 code units. */
  readonly longestPart: number;
  readonly phrases: readonly string[];
}

/**
 * Reads a list as `negation-words/` writes it: words divided by white space; `stem*`, `*ending`,
 * `several_words`.
 */
export function wordList(list: string, language: string): WordList {
  const words = new Set<string>();
  const stems = new Set<string>();
  const endings = new Set<string>();
  const phrases: string[] = [];
  for (const entry of list.split(/\s+/u)) {
    if (entry === '') continue;
    const folded = foldedText(entry.replaceAll('*', ''), language);
    if (entry.endsWith('*')) stems.add(folded);
    else if (entry.startsWith('*')) endings.add(folded);
    else if (entry.includes('_')) phrases.push(folded.replaceAll('_', ' '));
    else words.add(folded);
  }
  const longestPart = Math.max(0, ...[...stems, ...endings].map(({ length }) => length));
  return { words, stems, endings, longestPart, phrases };
}

/** Whether a word is in a list, as a whole, by its stem or by its ending. */
export function isListed(word: string, { words, stems, endings, longestPart }: WordList): boolean {
  if (words.has(word)) return true;
  for (let length = 1; length <= Math.min(longestPart, word.length); length += 1) {
    if (stems.has(word.slice(0, length)) || endings.has(word.slice(-length))) return true;
  }
  return false;
}
