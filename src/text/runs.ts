import { UNSPACED } from './characters.js';
import { folded } from './fold.js';

/** What stands in a row without a space or punctuation: a word, or words of a script without spaces. */
export interface Run {
  readonly text: string;
  /** True for Chinese, Japanese, Thai and the like, of which any part may be a word. */
  readonly unspaced: boolean;
}

/** UTF-16 code units: what differs later than this is taken for the same word. */
const LONGEST_WORD = 500;

/**
 * The runs of letters, digits, marks and private characters of a text in their order, as `folded` leaves
 * them. A run ends, too, where letters of a script without spaces and others meet. In one pass.
 *
 * @param longest how many UTF-16 code units of the folded text are looked at: a sign may become eighteen
 */
export function* runsOf(text: string, longest = Infinity): Generator<Run, void> {
  const whole = folded(text);
  const looked = whole.length > longest ? whole.slice(0, longest).toWellFormed() : whole;
  for (const [run, spaced] of looked.matchAll(RUNS)) {
    if (spaced === undefined) yield { text: run, unspaced: true };
    else yield { text: cut(spaced), unspaced: false };
  }
}

/** The letters of a run of a script without spaces, each with its marks. */
export function lettersOf(run: string): string[] {
  return run.match(LETTERS) ?? [];
}

const IN_UNSPACED = `(?=[\\p{L}\\p{M}\\p{Nl}])[${UNSPACED}]`;
const RUNS = new RegExp(
  `${IN_UNSPACED}(?:${IN_UNSPACED}|\\p{M})*|` +
    `((?:[a-z0-9]|(?!${IN_UNSPACED})[\\p{L}\\p{N}\\p{Co}])` +
    `(?:[a-z0-9]|(?!${IN_UNSPACED})[\\p{L}\\p{M}\\p{N}\\p{Co}])*)`,
  'gu',
);
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu;

function cut(word: string): string {
  return word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).toWellFormed() : word;
}
