import { HYPHENS } from '../../../text/characters.js';

/** A line end with the blanks beside it, as a part of a regular expression. */
export const LINE_BREAK = '[ \\t]*\\r?\\n[ \\t]*';

/** A hyphen, soft or not, at a line end: where a word may be divided. */
export const DIVISION = `[${HYPHENS}\\u00AD]${LINE_BREAK}`;

/**
 * Where a line may end within a Korean word: between any two syllables
 * (https://www.w3.org/TR/css-text-3/#word-break-property), and between one and a letter of another script.
 */
export const SYLLABLE_BREAK =
  `(?:(?<=\\p{Script=Hangul})${LINE_BREAK}(?=[\\p{L}\\p{M}])|` +
  `(?<=[\\p{L}\\p{M}])${LINE_BREAK}(?=\\p{Script=Hangul}))`;
