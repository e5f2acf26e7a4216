import { WHITE_SPACE } from './characters.js';
import { commonSpelling, inOnePiece, withOnePieces } from './one-piece.js';
import { lettersOf, runsOf } from './runs.js';

/** Words that must stand in a row. */
export interface Phrase {
  readonly words: readonly string[];
  /** Whether the last of them may be the beginning of one. */
  readonly begun: boolean;
  /** Other words in a row that do as well. */
  readonly otherwise?: readonly string[];
}

/** UTF-16 code units; what somebody types behind them is not looked for. */
const LONGEST_TYPED = 5_000;

/**
 * The words by which a text is found, in their order, made for an index that knows words and their
 * places and nothing else, so that every database finds the same. A run of a script without spaces gives
 * the overlapping pairs of its letters and its last letter (東京都 gives 東京, 京都, 都): what segmenters take
 * for its words depends on their dictionary, and misses words within compounds. Words hold letters,
 * digits, marks and private characters only. Behind all of them come those that are often typed in one
 * piece, Hawaii for Hawaiʻi, km2 for km², and those that have another common spelling.
 */
export function* searchWords(text: string): Generator<string, void> {
  const spelt = new Set<string>();
  for (const word of wordsOf(text)) {
    yield word;
    const common = commonSpelling(word);
    if (common !== word) spelt.add(common);
  }
  yield* wordsOf(inOnePiece(text).join(' '));
  yield* spelt;
}

function* wordsOf(text: string): Generator<string, void> {
  for (const { text: run, unspaced } of runsOf(text)) {
    if (!unspaced) yield run;
    else yield* pairsOf(lettersOf(run), true);
  }
}

/**
 * What somebody typed: a text has it that has all the phrases, in any order. What stands between two
 * spaces is one phrase, so that what is written with a hyphen is looked for in a row. The last word that
 * was typed may be the beginning of one. What may be written in one piece, or spelt otherwise, is looked
 * for so as well. Empty where there is no word in it.
 */
export function typedPhrases(typed: string): Phrase[] {
  const phrases = typed
    .slice(0, LONGEST_TYPED)
    .split(BETWEEN_WORDS)
    .map(phraseWithOther)
    .filter(({ words }) => words.length > 0);
  return phrases.map(({ words, begun, ends, otherwise }, n) => ({
    words,
    begun: begun || (ends && n === phrases.length - 1),
    ...(otherwise && { otherwise }),
  }));
}

/** No control character can be part of a word. */
const BETWEEN_WORDS = new RegExp(`[${WHITE_SPACE}\\p{Cc}]+`, 'u');

function phraseWithOther(typed: string): ReturnType<typeof phraseOf> {
  const phrase = phraseOf(typed);
  const otherwise = phraseOf(withOnePieces(typed)).words.map(commonSpelling);
  const isSame = otherwise.join(' ') === phrase.words.join(' ');
  return isSame ? phrase : { ...phrase, otherwise };
}

/** `ends`: whether the last word is one that somebody may not have typed to its end. */
function phraseOf(typed: string): Phrase & { readonly ends: boolean } {
  const runs = [...runsOf(typed)];
  const words: string[] = [];
  let [begun, ends] = [false, false];
  for (const [n, { text, unspaced }] of runs.entries()) {
    const isLast = n === runs.length - 1;
    if (!unspaced) {
      words.push(text);
      ends = isLast;
      continue;
    }
    const letters = lettersOf(text);
    // More letters may follow the last run in the text; what is not the last ends there as it does here.
    words.push(...pairsOf(letters, !isLast || letters.length === 1));
    begun = isLast && letters.length === 1;
  }
  return { words, begun, ends };
}

function* pairsOf(letters: readonly string[], withLast: boolean): Generator<string, void> {
  for (let n = 1; n < letters.length; n += 1) yield letters[n - 1]! + letters[n]!;
  const last = letters.at(-1);
  if (withLast && last !== undefined) yield last;
}
