import { foldedText } from './folded-text.js';

/** Words to be looked up in, each in one step, whatever the length of the list. */
export interface WordList {
  readonly words: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly endings: ReadonlySet<string>;
  /** The length of the longest stem or ending, in UTF-16 code units. */
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

/** Many lists, to be looked up in at once: which of them can have anything in a text. */
export class WordLists<Owner> {
  private readonly words = new Map<string, Owner[]>();
  private readonly stems = new Map<string, Owner[]>();
  private readonly endings = new Map<string, Owner[]>();
  private readonly phrases = new Map<string, Owner[]>();
  private longestPart = 0;

  add({ words, stems, endings, phrases, longestPart }: WordList, owner: Owner): void {
    const enter = (entries: Iterable<string>, into: Map<string, Owner[]>) => {
      for (const entry of entries) into.set(entry, [...(into.get(entry) ?? []), owner]);
    };
    enter(words, this.words);
    enter(stems, this.stems);
    enter(endings, this.endings);
    enter(phrases, this.phrases);
    this.longestPart = Math.max(this.longestPart, longestPart);
  }

  /** Those by which {@link isListed} is true of a word; one that has it in several ways comes as often. */
  *listing(word: string): Generator<Owner> {
    yield* this.words.get(word) ?? [];
    for (let length = 1; length <= Math.min(this.longestPart, word.length); length += 1) {
      yield* this.stems.get(word.slice(0, length)) ?? [];
      yield* this.endings.get(word.slice(-length)) ?? [];
    }
  }

  /** Those with a phrase that a text has, be it within words. */
  *withPhraseIn(text: string): Generator<Owner> {
    for (const [phrase, owners] of this.phrases) if (text.includes(phrase)) yield* owners;
  }
}
