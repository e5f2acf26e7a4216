import { DASHES, INVISIBLE, LOWERED, RAISED, RAISED_DIGITS } from '../../../text/characters.js';
import type { Place } from '../../../text/place.js';
import { digitOf } from '../characters/letters.js';
import { LINE_BREAK } from '../characters/line-breaks.js';
import { matchEnd } from '../characters/match-end.js';
import { asideAt, plainDigit } from './note-signs.js';
import { CURRENCY, HAS_NUMBER, NUMBERS, PHONE_NUMBER, SUFFIX } from './number-pattern.js';
import { isRaisedCents } from './raised-cents.js';

/**
 * The numbers of a text, whole: with their sign or comparison, currency, groups, decimal mark, the two ends
 * of a range, the parts of a date, time, fraction or telephone number, a power, a multiplier of Chinese or
 * Japanese, degrees and per cent; in Chinese and Japanese also those in words. The raised digits of a note
 * are no part.
 *
 * @param pattern what a number is, with the flag `g`
 */
export function numbersIn(text: string, pattern = NUMBERS): Place[] {
  if (!HAS_NUMBER.test(text)) return [];
  const found: RegExpExecArray[] = [];
  // Not by `matchAll`, which copies the pattern: of a short text that takes twenty times as long.
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) found.push(match);
  return found.map((match) => withoutNote(text, match));
}

function withoutNote(text: string, { index, 0: match }: RegExpExecArray): Place {
  const end = index + match.length;
  const raised = match.search(RAISED_AT_END);
  if (raised < 0) return { start: index, end };
  const aside = asideAt(text, index + raised);
  return { start: index, end: aside?.role === 'note' ? index + raised : end };
}

const RAISED_AT_END = new RegExp(`[${RAISED}]+(?!\\u2044|/[${LOWERED}]|[${RAISED}])`, 'u');

/** How far around a place a number is looked for that it may cut. */
const LONGEST_NUMBER = 60;

/**
 * The place with the whole numbers that it would cut.
 *
 * @param marked what the document strikes out or inserts: 100 struck out before 900 is no 100 900
 */
export function withWholeNumbers(text: string, place: Place, marked: readonly Place[] = []): Place {
  const from = Math.max(0, place.start - LONGEST_NUMBER);
  const first = edge(text, from, place.start, marked);
  const last = edge(text, Math.max(from, place.end - LONGEST_NUMBER), place.end, marked);
  return { start: first?.start ?? place.start, end: last?.end ?? place.end };
}

/** The number within which a place begins or ends. */
function edge(text: string, from: number, at: number, marked: readonly Place[]): Place | undefined {
  const [left, right] = between(marked, from, at, at + LONGEST_NUMBER);
  const window = text.slice(left, right);
  if (!HAS_NUMBER.test(window)) return undefined;
  return numbersIn(window)
    .map(({ start, end }) => ({ start: left + start, end: left + suffixEnd(window, end) }))
    .find(({ start, end }) => start < at && at < end);
}

/** Returns where the letters end that belong to a number which ends here. */
export function suffixEnd(text: string, at: number): number {
  return matchEnd(SUFFIX, text, at) ?? at;
}

/** How far from a point there is no edge of a mark; the point itself may be one. */
function between(marked: readonly Place[], from: number, at: number, to: number) {
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
const LINE_END = new RegExp(LINE_BREAK, 'gu');
const RAISED_OR_LOWERED = new RegExp(`[${RAISED}${LOWERED}]`, 'gu');
const RAISED_FRACTION = new RegExp(`([${RAISED}]{1,9})[/\\u2044]([${LOWERED}]{1,9})`, 'gu');
const POWER = new RegExp(`[${RAISED}]+`, 'gu');
/** Signs that are one sign, however they are typed. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [ANY_DASH, '-'],
  [/[\u066A\uFF05]/gu, '%'],
  [/\u2044/gu, '/'],
  [/\u066B/gu, '.'],
  [/\u066C/gu, ''],
  [/[\u2019\u2032]/gu, "'"],
  [/[\u201D\u2033]/gu, '"'],
  [/\u00BA/gu, '\u00B0'],
  [/<=|\u2A7D/gu, '\u2264'],
  [/>=|\u2A7E/gu, '\u2265'],
  [/\u223C/gu, '~'],
  [/[\u00D7*\u22C5](?=\s?10)/gu, 'x'],
  [/(?<=\d)E(?=[-+]?\d)/gu, 'e'],
];

/**
 * A number as it compares: without its groups, in digits of 0 to 9, with plain signs. Two that are written
 * otherwise and mean the same have the same.
 *
 * @param language BCP 47, by which a single point or comma before three digits is told from a decimal mark
 */
export function numberKey(written: string, language: string | undefined): string {
  const number = written.includes('\n') ? onOneLine(written) : written;
  if (PHONE_NUMBER.test(number)) {
    return number.replace(/[^\p{Nd}+]/gu, '').replace(/\p{Nd}/gu, digitOf);
  }
  const plain = SIGNS.reduce(
    (text, [sign, typed]) => text.replace(sign, typed),
    compatible(withCents(number, language)).replace(/\p{Nd}/gu, digitOf),
  );
  return ungrouped(plain, groupMark(language))
    .replace(UNSEEN, '')
    .replace(/^([-+\u00B1]?)([%\u2030])(.*[^%\u2030])$/u, '$1$3$2');
}

const CENTS = new RegExp(`([.,]?)([${RAISED_DIGITS}]{2})(?![${RAISED}])`, 'u');

/** Puts raised cents on the line, behind their own decimal mark or else the language's. */
function withCents(number: string, language: string | undefined): string {
  const match = CENTS.exec(number);
  if (!match) return number;
  const end = match.index + match[0].length;
  if (!isRaisedCents(number, end - 2, end)) return number;
  const mark = match[1] || (groupMark(language) === ',' ? '.' : ',');
  return number.slice(0, match.index) + mark + lined(match[2]!) + number.slice(end);
}

/** Writes a number in plain characters; a fraction or a power stays apart from the digits before it. */
function compatible(number: string): string {
  if (PLAIN.test(number)) return number;
  return number
    .replace(RAISED_FRACTION, (_, over: string, under: string) => `+${lined(over)}/${lined(under)}`)
    .replace(POWER, (digits) => `^${lined(digits)}`)
    .replace(/\p{No}/gu, (sign) => {
      const text = sign.normalize('NFKC');
      return text.includes('\u2044') ? `+${text}` : text.replace(/[().,]/gu, '');
    })
    .replace(/[\u2103\u2109\uFF1C\uFF1E\uFF5E]/gu, (sign) => sign.normalize('NFKC'))
    .replace(/^\+(?=\d+[/\u2044])/u, '');
}

/** Joins a number that a line end divides. Behind a mark or a dash only a line end may, and no space. */
function onOneLine(number: string): string {
  return number.replace(LINE_END, ' ').replace(/(?<=[.,\-\u2010-\u2015]) /gu, '');
}

const PLAIN = /^[ !-~]*$/;

/** Raised or lowered digits and signs as they stand on the line. */
function lined(digits: string): string {
  return digits.replace(RAISED_OR_LOWERED, (digit) => plainDigit(digit) ?? digit.normalize('NFKC'));
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

/** Returns the mark between groups of digits in a language (CLDR); English where it is not known. */
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
  const without = (key: string) => key.replace(CURRENCY, '');
  return one !== other && without(one) === without(other);
}
