import {
  APOSTROPHE_LETTERS,
  INVISIBLE,
  RAISED,
  UNSPACED,
  VARIATION_SELECTORS,
} from './characters.js';
import { ASCII, folded, MOST_MARKS } from './fold.js';

/** What stands in a row without a space or punctuation, folded: a word, or words of a script without spaces. */
export interface Run {
  readonly text: string;
  /** True for Chinese, Japanese, Thai and the like, of which any part may be a word. */
  readonly unspaced: boolean;
}

/** UTF-16 code units: what differs later than this is taken for the same word. */
const LONGEST_WORD = 500;

/**
 * The runs of letters, digits, marks and private characters of a text in their order, each `folded`.
 * Where letters of a script without spaces and others meet, one run ends; so it does between a digit and
 * a raised, lowered or circled one, a fraction or a sign that NFKC would run into it (10² is not 102, 3½
 * not 31/2), and between a word and the raised number of its note. Soft hyphens and other characters of no
 * width are passed over. In one pass.
 */
export function* runsOf(text: string): Generator<Run, void> {
  for (const [run] of prepared(text).matchAll(RUNS)) {
    const unspaced = STARTS_UNSPACED.test(run);
    const word = folded(unspaced ? run : cut(run));
    if (word !== '') yield { text: word, unspaced };
  }
}

/** The letters of a run of a script without spaces, each with its marks. */
export function lettersOf(run: string): string[] {
  return run.match(LETTERS) ?? [];
}

const IN_UNSPACED = `(?=[\\p{L}\\p{M}\\p{Nl}])[${UNSPACED}]`;
const RUNS = new RegExp(
  `${IN_UNSPACED}(?:${IN_UNSPACED}|\\p{M})*|` +
    `(?!${IN_UNSPACED})[\\p{L}\\p{N}\\p{Co}](?:(?!${IN_UNSPACED})[\\p{L}\\p{M}\\p{N}\\p{Co}])*`,
  'gu',
);
const STARTS_UNSPACED = new RegExp(`^${IN_UNSPACED}`, 'u');
const LETTERS = /\P{M}\p{M}*|\p{M}+/gu;

/** In NFKC, apart from what must not be run together by it. */
function prepared(text: string): string {
  if (ASCII.test(text)) return text;
  const visible = text.replace(NO_WIDTH, '').replace(MARKS_TOO_MANY, '$1');
  return visible.replace(APART, ' ').normalize('NFKC');
}

const NO_WIDTH = new RegExp(`[${INVISIBLE}${VARIATION_SELECTORS}]`, 'gu');

/** Bringing marks into order takes the square of their number (UAX #15, 1.3). */
const MARKS_TOO_MANY = new RegExp(`(\\p{M}{${MOST_MARKS}})\\p{M}+`, 'gu');

/** Letters that stand for apostrophes, and the places where a run ends. */
const APART = new RegExp(
  `[${APOSTROPHE_LETTERS}]|(?<=\\p{Nd})(?=\\p{No})|(?<=\\p{No})(?=\\p{Nd})|` +
    `(?<=[\\p{L}\\p{M}])(?=[${RAISED}])|(?<=[\\p{L}\\p{M}\\p{N}])(?=\\p{So})|(?<=\\p{So})(?=[\\p{L}\\p{N}])`,
  'gu',
);

function cut(word: string): string {
  return word.length > LONGEST_WORD ? word.slice(0, LONGEST_WORD).toWellFormed() : word;
}
