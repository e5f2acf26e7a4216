import { BLANK_LETTERS, INVISIBLE, JOINED, JOINERS, WHITE_SPACE } from './characters.js';

/** What a reader does not see at the ends of a name. */
const BLANK = `${WHITE_SPACE}${INVISIBLE}${BLANK_LETTERS}`;

const LEADING = new RegExp(`^[${BLANK}]+`, 'u');
// Looked for only where a run begins: from within each run again would cost its square.
const TRAILING = new RegExp(`(?<![${BLANK}])[${BLANK}]+$`, 'u');
// Of the scripts that are joined, one or two have a character without width among their own.
const SIGN = `(?![${INVISIBLE}])[${JOINED}]`;
const UNSEEN = new RegExp(`(${SIGN})?([${INVISIBLE}]+)(?=(${SIGN})?)`, 'gu');
const JOINER = new RegExp(`[${JOINERS}]`, 'u');
const SEEN = new RegExp(`[^${BLANK}\\p{Variation_Selector}\\u{E0000}-\\u{E007F}]`, 'u');

/**
 * A name or title as it is kept: without white space at its ends, and without what has no width, which
 * nobody sees and which would make two names of one. One joiner stays where it stands between signs that
 * it joins or parts, as in Persian, in the scripts of India, and in emoji. Blanks between words are as
 * they were.
 */
export function withoutBlanks(name: string): string {
  const seen = name.replace(UNSEEN, (_, before: string = '', run: string, after?: string) => {
    const joiner = before !== '' && after !== undefined ? JOINER.exec(run)?.[0] : undefined;
    return before + (joiner ?? '');
  });
  return withoutOuterBlanks(seen);
}

/** Without what nobody sees at its ends; what stands between them is as it was. */
export function withoutOuterBlanks(text: string): string {
  return text.replace(LEADING, '').replace(TRAILING, '');
}

/** Whether a reader would see nothing: white space, characters without width, selectors alone. */
export function isBlank(text: string): boolean {
  return !SEEN.test(text);
}
