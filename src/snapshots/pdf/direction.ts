/*
 * From the order in which a line is seen to the order in which it is read: the Unicode Bidirectional
 * Algorithm (https://www.unicode.org/reports/tr9/), backwards. What is seen does not tell all (a Latin
 * word beside a number may have been written after it), so that the likelier order is taken.
 */

const RIGHT_SCRIPTS =
  '\\p{Script=Hebrew}\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Thaana}\\p{Script=Nko}\\p{Script=Samaritan}\\p{Script=Mandaic}\\p{Script=Adlam}\\p{Script=Hanifi_Rohingya}';

/** A letter of a script that is written from right to left (Bidi_Class R or AL). */
export const RIGHT_TO_LEFT = new RegExp(`(?=\\p{L})[${RIGHT_SCRIPTS}]`, 'u');
/** After their letters European numbers become Arabic ones (W2). */
const ARABIC_LETTER = /(?=\p{L})[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const LEFT_TO_RIGHT = /\p{L}/u;
const ARABIC_DIGIT = /[\u0660-\u0669\u06DD\u{10D30}-\u{10D39}]/u;
const DIGIT = /[\p{Nd}\u00B2\u00B3\u00B9\u2070-\u2089]/u;
const SEPARATOR = /^[.,:/\u00A0\u060C\u066B\u066C]$/u;
const SIGN = /^[+\-\u2212\u207A\u207B]$/u;
/** What goes with a European number (W5): percent, degree and currency signs. */
const TERMINATOR = /^[#%\u00B0\u066A\u2030\u2031\u2032-\u2034\p{Sc}]$/u;

export type Direction = 'right' | 'left';

/** What a piece of a line is to the algorithm. */
type Kind = 'L' | 'R' | 'AL' | 'EN' | 'AN' | 'CS' | 'ES' | 'ET' | 'N';

function kindOf(text: string): Kind {
  if (RIGHT_TO_LEFT.test(text)) return ARABIC_LETTER.test(text) ? 'AL' : 'R';
  if (LEFT_TO_RIGHT.test(text)) return 'L';
  if (ARABIC_DIGIT.test(text)) return 'AN';
  if (DIGIT.test(text)) return 'EN';
  if (SEPARATOR.test(text)) return 'CS';
  if (SIGN.test(text)) return 'ES';
  return TERMINATOR.test(text) ? 'ET' : 'N';
}

/** Which of the two most letters are written in. */
export function directionOf(texts: Iterable<string>): Direction {
  let right = 0;
  let left = 0;
  for (const text of texts) {
    if (RIGHT_TO_LEFT.test(text)) right += 1;
    else if (LEFT_TO_RIGHT.test(text)) left += 1;
  }
  return right > left ? 'right' : 'left';
}

const STOP = /^[.!?\u061F\u06D4]$/u;

/**
 * The direction that the ends of a line tell, where both scripts are in it: a full stop stands where it is
 * read last, and what has its own letters at both ends begins with them. Most letters tell less: there may
 * be long names in it.
 */
export function directionByEnds(seen: readonly string[]): Direction | undefined {
  const [first, last] = [seen[0], seen.at(-1)];
  const [atLeft, atRight] = [STOP.test(first ?? ''), STOP.test(last ?? '')];
  if (atLeft !== atRight) return atLeft ? 'right' : 'left';
  const letters = seen.filter((text) => LEFT_TO_RIGHT.test(text));
  const isFromRight = [letters[0], letters.at(-1)].every((text) => RIGHT_TO_LEFT.test(text ?? ''));
  return isFromRight ? 'right' : undefined;
}

/** Whether letters of both directions are among them. */
export function isMixed(seen: readonly string[]): boolean {
  const isRightLetter = (text: string) => RIGHT_TO_LEFT.test(text);
  return (
    seen.some(isRightLetter) &&
    seen.some((text) => LEFT_TO_RIGHT.test(text) && !isRightLetter(text))
  );
}

/**
 * @param seen pieces of a line from left to right, blanks among them
 * @param direction of its paragraph
 * @param before what its paragraph has before it
 */
export function inReadingOrder(
  seen: readonly string[],
  direction: Direction,
  before: readonly string[] = [],
): string[] {
  if (direction === 'left') return fromTheLeft(seen);
  const isArabic = before.some((text) => ARABIC_LETTER.test(text));
  return fromTheRight(seen, isArabic ? 'AL' : 'R');
}

/** Runs from right to left lie within one from left to right; numbers in them are turned back. */
function fromTheLeft(seen: readonly string[]): string[] {
  if (!seen.some((text) => RIGHT_TO_LEFT.test(text))) return [...seen];
  const kinds = seen.map(kindOf);
  const read: string[] = [];
  for (let at = 0; at < seen.length;) {
    const end = isRight(kinds[at]!) ? endOfRun(kinds, at, (kind) => kind !== 'L', isRight) : at;
    if (end === at) {
      read.push(seen[at]!);
      at += 1;
      continue;
    }
    read.push(...fromTheRight(seen.slice(at, end)));
    at = end;
  }
  return read;
}

/** The line is read backwards, but for the runs of words and numbers that are written forwards. */
function fromTheRight(seen: readonly string[], before: Kind = 'R'): string[] {
  const kinds = seen.map(kindOf);
  const read: string[] = [];
  let lastLetter = before;
  for (let at = seen.length - 1; at >= 0;) {
    const kind = kinds[at]!;
    const start = startOfForwardRun(kinds, at, lastLetter);
    if (start > at) {
      read.push(seen[at]!);
      at -= 1;
    } else {
      read.push(...seen.slice(start, at + 1));
      at = start - 1;
    }
    if (isRight(kind)) lastLetter = kind;
  }
  return turnedBrackets(read);
}

const isRight = (kind: Kind) => kind === 'R' || kind === 'AL';
const isWordOrNumber = (kind: Kind) => kind === 'L' || kind === 'EN';

function endOfRun(
  kinds: readonly Kind[],
  start: number,
  mayLie: (kind: Kind) => boolean,
  mayEnd: (kind: Kind) => boolean,
): number {
  let end = start;
  for (let at = start; at < kinds.length && mayLie(kinds[at]!); at += 1) {
    if (mayEnd(kinds[at]!)) end = at + 1;
  }
  return end;
}

/** Returns where the run begins that ends at `end`; greater than `end` where none does. */
function startOfForwardRun(kinds: readonly Kind[], end: number, lastLetter: Kind): number {
  const words = startOfWords(kinds, end);
  return words <= end ? words : startOfNumber(kinds, end, lastLetter);
}

/** A run with a Latin letter in it, from its first word or number to its last. */
function startOfWords(kinds: readonly Kind[], end: number): number {
  if (!isWordOrNumber(kinds[end]!)) return end + 1;
  let start = end;
  let hasLetter = false;
  for (let at = end; at >= 0 && !isRight(kinds[at]!) && kinds[at] !== 'AN'; at -= 1) {
    if (kinds[at] === 'L') hasLetter = true;
    if (isWordOrNumber(kinds[at]!)) start = at;
  }
  return hasLetter ? start : end + 1;
}

/** W2, W4 and W5. */
function startOfNumber(kinds: readonly Kind[], end: number, lastLetter: Kind): number {
  const isArabic = lastLetter === 'AL';
  const isDigit = (at: number) => kinds[at] === 'AN' || kinds[at] === 'EN';
  const isJoined = (at: number) => kinds[at] === 'CS' || (kinds[at] === 'ES' && !isArabic);
  const terminated = (at: number) => {
    let next = at;
    while (!isArabic && kinds[next] === 'ET') next -= 1;
    return next;
  };
  let at = terminated(end);
  // Percent and currency signs go with European numbers alone.
  if (!isDigit(at) || (at < end && kinds[at] === 'AN')) return end + 1;
  const isEuropean = kinds[at] === 'EN';
  while (isDigit(at) || (isJoined(at) && isDigit(at - 1))) at -= 1;
  return (isEuropean ? terminated(at) : at) + 1;
}

const OPENING = new Map([...'()[]{}<>«»‹›'].map((sign, at, all) => [sign, all[at ^ 1]!]));
const OPENS = '([{<«‹';
const BLANK = /^\s*$/u;
const CLOSES_BEFORE = /^[\s.,;:!?\u060C\u061B\u061F\u06D4)\]}»›"'”’]*$/u;

/**
 * Producers name brackets by their meaning or by their looks, and PDFium turns some. Read from the right,
 * one with a blank before it and a word after it opens; one between two words does where more close.
 */
function turnedBrackets(read: string[]): string[] {
  const unclear: number[] = [];
  let unopened = 0;
  const turned = read.map((text, at) => {
    const other = OPENING.get(text);
    if (other === undefined) return text;
    const before = read[at - 1] ?? ' ';
    const after = read[at + 1] ?? ' ';
    const opens = (BLANK.test(before) || OPENING.has(before)) && !CLOSES_BEFORE.test(after);
    const closes = !BLANK.test(before) && CLOSES_BEFORE.test(after);
    const isOpening = OPENS.includes(text);
    const isTurned = (opens && !isOpening) || (closes && isOpening);
    unopened += isOpening === isTurned ? 1 : -1;
    if (!opens && !closes && !isOpening) unclear.push(at);
    return isTurned ? other : text;
  });
  for (const at of unclear) {
    // Of one that is more, its other may be on the line before.
    if (unopened < 2) break;
    turned[at] = OPENING.get(turned[at]!)!;
    unopened -= 2;
  }
  return turned;
}
