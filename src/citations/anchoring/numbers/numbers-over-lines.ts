import type { Place } from '../../../text/place.js';
import { LINE_BREAK } from '../characters/line-breaks.js';
import { BETWEEN_CJK, BLANK, BLANK_IN_NUMBER, HAS_NUMBER, NUMBER } from './number-pattern.js';
import { numberKey, numbersIn } from './numbers.js';

/** A group of three that is no part of a fraction, a time or a date. */
const GROUP = '(?=\\p{Nd}{3}(?!\\p{Nd}|[/:]\\p{Nd}))';
/** One to three digits and groups of three. */
const GROUPS_BEFORE = `(?<=(?<![\\p{Nd}.,:/])(?!0)\\p{Nd}{1,3}(?:${BLANK}\\p{Nd}{3})*)`;
/** With nothing else on their line and no more groups behind, they may be its number in a list. */
const NUMBER_IN_LIST = `(?<=\\n[ \\t]*\\p{Nd}{1,3})(?!${LINE_BREAK}\\p{Nd}{3}${BLANK}\\p{Nd}{3})`;

const BETWEEN_GROUPS = `(?:${BLANK_IN_NUMBER}|(?=${LINE_BREAK})${GROUPS_BEFORE}(?!${NUMBER_IN_LIST})${LINE_BREAK}${GROUP})`;

/** A number with a line end where one on one line may have a space, or a line of Chinese ends. */
const NUMBERS_OVER_LINES = new RegExp(
  NUMBER.split(BLANK_IN_NUMBER)
    .map((part) =>
      part
        .replaceAll(BLANK, `(?:${BLANK}|${LINE_BREAK})`)
        .replaceAll(BETWEEN_CJK, `(?:${LINE_BREAK})?`),
    )
    .join(BETWEEN_GROUPS),
  'gu',
);

/**
 * The numbers of a text that go over a line end: between the number and its sign, unit or power, or between
 * groups of its digits. Two numbers on two lines look the same, so these count only where another text has
 * them on one line.
 *
 * @param opensLine whether the text begins where a line does
 */
export function numbersOverLines(text: string, opensLine = false): Place[] {
  if (!text.includes('\n') || !HAS_NUMBER.test(text)) return [];
  const line = opensLine ? '\n' : '';
  return numbersIn(line + text, NUMBERS_OVER_LINES)
    .map(({ start, end }) => ({ start: start - line.length, end: end - line.length }))
    .filter(({ start, end }) => text.slice(start, end).includes('\n'));
}

/**
 * The numbers of a text, those that go over a line end among them, where another text has those; undefined
 * where it has none of them.
 *
 * @param keys of the other text's numbers
 * @param language BCP 47
 * @param opensLine whether the text begins where a line does
 */
export function numbersAs(
  text: string,
  keys: ReadonlySet<string>,
  language: string | undefined,
  opensLine?: boolean,
): Place[] | undefined {
  const joined = numbersOverLines(text, opensLine).filter(({ start, end }) =>
    keys.has(numberKey(text.slice(start, end), language)),
  );
  return joined.length === 0 ? undefined : withOthers(text, joined);
}

/** All numbers of a text, where it stands by itself: some of them may be two. */
export function allNumbersIn(text: string): Place[] {
  return withOthers(text, numbersOverLines(text));
}

/** Returns the joined numbers with those that stand before, between and behind them. */
function withOthers(text: string, joined: readonly Place[]): Place[] {
  let at = 0;
  const numbers = joined.flatMap((number) => {
    const before = numbersBetween(text, at, number.start);
    at = number.end;
    return [...before, number];
  });
  return [...numbers, ...numbersBetween(text, at, text.length)];
}

function numbersBetween(text: string, from: number, to: number): Place[] {
  return numbersIn(text.slice(from, to)).map(({ start, end }) => ({
    start: from + start,
    end: from + end,
  }));
}

/** How far around a place a number is looked for. */
const AROUND = 60;

/** The number that goes over a line end and touches a place, where it is the one asked for; else the place alone. */
export function numberOverLines(
  text: string,
  at: number,
  asked: string,
  language: string | undefined,
): Place {
  const from = Math.max(0, at - AROUND);
  const window = text.slice(from, at + AROUND);
  const found = numbersOverLines(window, from === 0).find(
    ({ start, end }) =>
      from + start <= at &&
      at <= from + end &&
      numberKey(window.slice(start, end), language) === numberKey(asked, language),
  );
  return found ? { start: from + found.start, end: from + found.end } : { start: at, end: at };
}
