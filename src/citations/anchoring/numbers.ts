import { DASHES, INVISIBLE, RAISED } from '../../text/characters.js';
import { digitOf } from './letters.js';
import { asideAt } from './note-signs.js';

/** A number as it is written, in UTF-16 code units of its text, end exclusive. */
export interface NumberToken {
  readonly start: number;
  readonly end: number;
}

const BLANK = '[ \\u00A0\\u2007\\u2009\\u202F]';
/** Only between groups of three: "12 345", never "2021 300". */
const BLANK_IN_NUMBER = `(?<!\\p{Nd}{4})${BLANK}(?=\\p{Nd}{3}(?!\\p{Nd}))`;
const MARK_IN_NUMBER = `[.,:/\\u2044'\\u2019\\u066B\\u066C\\u00B7${DASHES}]`;
/** A range may go over a line end. */
const LINE_END = `(?<=[${DASHES}])[ \\t]*\\r?\\n[ \\t]*`;
const DIGITS = `\\p{Nd}+(?:(?:${MARK_IN_NUMBER}(?:${LINE_END})?|${BLANK_IN_NUMBER})\\p{Nd}+)*`;
const FRACTION = '[\\u00BC-\\u00BE\\u2150-\\u215E\\u2189]';
const SIGN = `(?<![\\p{L}\\p{M}\\p{N}\\p{Sc}%)\\]])[+\\u00B1${DASHES}]`;
const PERCENT = '%\\u2030\\u066A\\uFF05';
/** In Turkish and Basque per cent stands before the number. */
const BEFORE = `(?:${SIGN})?(?:[${PERCENT}])?(?:\\p{Sc}${BLANK}?)?(?:(?<=\\p{Sc})[${DASHES}])?`;
const AFTER = `(?:${BLANK}?[${PERCENT}\\p{Sc}])?`;

/** Digits of a word ("B52", "CO2") are none; scripts without capitals put numbers beside letters. */
const NO_WORD_BEFORE = '(?<![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}])';

/** ".75" is three quarters. */
const LEADING_MARK = '(?:(?<![\\p{L}\\p{M}\\p{N}.,)\\]])[.,](?=\\p{Nd}))?';

const NUMBERS = new RegExp(
  `${BEFORE}${NO_WORD_BEFORE}${LEADING_MARK}(?:${DIGITS}(?:${BLANK}?${FRACTION}|[${RAISED}]+)?|${FRACTION})${AFTER}`,
  'gu',
);

const HAS_NUMBER = /[\p{Nd}\u00BC-\u00BE\u2150-\u215E\u2189]/u;

/**
 * The numbers of a text, whole: with their sign, currency, groups, decimal mark, the two ends of a range,
 * the parts of a date, time or fraction, a power, and per cent. The raised digits of a note are no part.
 */
export function numbersIn(text: string): NumberToken[] {
  if (!HAS_NUMBER.test(text)) return [];
  return Array.from(text.matchAll(NUMBERS), ({ index, 0: match }) => {
    const end = index + match.length;
    const raised = match.search(RAISED_AT_END);
    if (raised < 0) return { start: index, end };
    const aside = asideAt(text, index + raised);
    return { start: index, end: aside?.role === 'note' ? index + raised : end };
  });
}

const RAISED_AT_END = new RegExp(`[${RAISED}]+`, 'u');

/** How far around a place a number is looked for that it may cut. */
const LONGEST_NUMBER = 60;

/**
 * The place with the whole numbers that it would cut.
 *
 * @param marked what the document strikes out or inserts: 100 struck out before 900 is no 100 900
 */
export function withWholeNumbers(
  text: string,
  place: NumberToken,
  marked: readonly NumberToken[] = [],
): NumberToken {
  const from = Math.max(0, place.start - LONGEST_NUMBER);
  const first = edge(text, from, place.start, marked);
  const last = edge(text, Math.max(from, place.end - LONGEST_NUMBER), place.end, marked);
  return { start: first?.start ?? place.start, end: last?.end ?? place.end };
}

/** The number within which a place begins or ends. */
function edge(
  text: string,
  from: number,
  at: number,
  marked: readonly NumberToken[],
): NumberToken | undefined {
  const [left, right] = between(marked, from, at, at + LONGEST_NUMBER);
  const window = text.slice(left, right);
  if (!HAS_NUMBER.test(window)) return undefined;
  return numbersIn(window)
    .map(({ start, end }) => ({ start: left + start, end: left + end }))
    .find(({ start, end }) => start < at && at < end);
}

/** How far from a point there is no edge of a mark; the point itself may be one. */
function between(marked: readonly NumberToken[], from: number, at: number, to: number) {
  let [left, right] = [from, to];
  for (const { start, end } of marked) {
    for (const border of [start, end]) {
      if (border <= at) left = Math.max(left, border);
      if (border >= at) right = Math.min(right, border);
    }
  }
  return [left, right] as const;
}

const UNSEEN = new RegExp(`[${INVISIBLE}]|\\s`, 'gu');
const ANY_DASH = new RegExp(`[${DASHES}]`, 'gu');
const ANY_PERCENT = /[\u066A\uFF05]/gu;

/**
 * A number as it compares: without its groups, in digits of 0 to 9, with plain signs. Two that are written
 * otherwise and mean the same have the same.
 *
 * @param language BCP 47, by which a single point or comma before three digits is told from a decimal mark
 */
export function numberKey(number: string, language: string | undefined): string {
  const plain = number
    .replace(/\p{Nd}/gu, digitOf)
    .replace(ANY_DASH, '-')
    .replace(ANY_PERCENT, '%')
    .replace(/\u2044/gu, '/')
    .replace(/\u066B/gu, '.')
    .replace(/\u066C/gu, '')
    .replace(/[\u2019]/gu, "'");
  return ungrouped(plain, groupMark(language))
    .replace(UNSEEN, '')
    .replace(/^([-+\u00B1]?)([%\u2030])(.*[^%\u2030])$/u, '$1$3$2');
}

/** One to three digits, and groups of three, or of two before the last as in India. */
const SEVERAL_GROUPS = /(?<![\d.,])[1-9]\d{0,2}(?:([.,'])\d{3})(?:\1\d{3})+(?![\d])/g;
const INDIAN_GROUPS = /(?<![\d.,])[1-9]\d?(?:,\d{2})+,\d{3}(?!\d)/g;
const SAFE_GROUPS = /(?<![\d.,])[1-9]\d{0,2}(?:[ \u00A0\u2007\u2009\u202F']\d{3})+(?!\d)/g;
const ONE_GROUP = {
  '.': /(?<![\d.,])[1-9]\d{0,2}\.\d{3}(?![\d.])/g,
  ',': /(?<![\d.,])[1-9]\d{0,2},\d{3}(?![\d,])/g,
};

function ungrouped(number: string, mark: '.' | ','): string {
  const digits = (grouped: string) => grouped.replace(/\D/g, '');
  return number
    .replace(SAFE_GROUPS, digits)
    .replace(SEVERAL_GROUPS, digits)
    .replace(INDIAN_GROUPS, digits)
    .replace(ONE_GROUP[mark], digits);
}

const marks = new Map<string, '.' | ','>();

/** As the language's own numbers have it (CLDR); English where it is not known. */
function groupMark(language = 'en'): '.' | ',' {
  let mark = marks.get(language);
  if (!mark) {
    mark = decimalMark(language) === ',' ? '.' : ',';
    marks.set(language, mark);
  }
  return mark;
}

function decimalMark(language: string): string {
  try {
    const parts = new Intl.NumberFormat(`${language}-u-nu-latn`).formatToParts(1.5);
    return parts.find(({ type }) => type === 'decimal')?.value ?? '.';
  } catch (error) {
    // A tag that is well-formed and that no locale is known by, such as `x-klingon`.
    if (error instanceof RangeError) return '.';
    throw error;
  }
}

/** Whether two numbers differ in their currency alone. */
export function differsInCurrency(one: string, other: string): boolean {
  const without = (key: string) => key.replace(/\p{Sc}/gu, '');
  return one !== other && without(one) === without(other);
}
