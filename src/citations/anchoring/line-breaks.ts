import { HYPHENS } from '../../text/characters.js';

/** A line end with the blanks beside it, as a part of a regular expression. */
export const LINE_BREAK = '[ \\t]*\\r?\\n[ \\t]*';

/** A hyphen, soft or not, at a line end: where a word may be divided. */
export const DIVISION = `[${HYPHENS}\\u00AD]${LINE_BREAK}`;
