import { BLANK_LETTERS, INVISIBLE, JOINED, JOINERS, WHITE_SPACE } from './characters.js';

/** What a reader does not see at the ends of a name. */
const BLANK = `${WHITE_SPACE}${INVISIBLE}${BLANK_LETTERS}`;

/** What changes the character before it, of which there is none at the beginning. */
const CHANGES_BEFORE = '\\p{Variation_Selector}\\u{E0000}-\\u{E007F}';

const LEADING = new RegExp(`^[${BLANK}${CHANGES_BEFORE}]+`, 'u');
// Looked for only where a run begins: from within each run again would cost its square.
// Behind an emoji a selector tells how it is drawn, behind other characters nothing.
const SHAPE = '\\uFE0E\\uFE0F';
const TRAILING = new RegExp(
  `(?<![${BLANK}${SHAPE}])((?<=\\p{Extended_Pictographic})[${SHAPE}])?[${BLANK}${SHAPE}]*$`,
  'u',
);
const SPACES = new RegExp(`[${WHITE_SPACE}]+`, 'gu');
const LINE_END = /[\n-\r\u0085\u2028\u2029]/u;
const UNSEEN = new RegExp(`[${INVISIBLE}]+`, 'gu');
// Of the scripts that are joined, one or two have a character without width among their own.
const SIGN = new RegExp(`^(?![${INVISIBLE}])[${JOINED}]$`, 'u');
const JOINER = new RegExp(`[${JOINERS}]`, 'u');
const SEEN = new RegExp(`[^${BLANK}${CHANGES_BEFORE}]`, 'u');

/**
 * A name or title as it is kept: without white space at its ends, and without what has no width, which
 * nobody sees and which would make two names of one. One joiner stays where it stands between signs that
 * it joins or parts, as in Persian, in the scripts of India, and in emoji. Blanks between words are as
 * they were, but line ends are a space.
 */
export function withoutBlanks(name: string): string {
  const seen = name.replace(UNSEEN, (run, at: number) => {
    const joiner = JOINER.exec(run)?.[0] ?? '';
    return joiner !== '' && isJoined(name, at, at + run.length) ? joiner : '';
  });
  return withoutOuterBlanks(seen).replace(SPACES, (run) => (LINE_END.test(run) ? ' ' : run));
}

/** Whether signs that joiners join or part stand on both sides of a stretch. */
function isJoined(name: string, start: number, end: number): boolean {
  const [before] = [...name.slice(Math.max(0, start - 2), start)].slice(-1);
  const after = name.codePointAt(end);
  if (before === undefined || after === undefined) return false;
  return SIGN.test(before) && SIGN.test(String.fromCodePoint(after));
}

/** Cuts off what nobody sees at the ends of a text. */
export function withoutOuterBlanks(text: string): string {
  return text.replace(LEADING, '').replace(TRAILING, '$1');
}

/** Whether a reader would see nothing: white space, characters without width, selectors alone. */
export function isBlank(text: string): boolean {
  return !SEEN.test(text);
}
