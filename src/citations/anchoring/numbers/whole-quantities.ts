import { DASHES } from '../../../text/characters.js';
import { isLargeMultiplier } from '../../../text/number-words.js';
import type { Place } from '../../../text/place.js';
import { matchEnd } from '../characters/match-end.js';
import { perCentEnd } from '../words/words.js';
import { HAS_NUMBER } from './number-pattern.js';
import { numbersIn, suffixEnd } from './numbers.js';
import { signEnd } from './plus-and-minus.js';
import { spelledNumberAt } from './spelled-numbers.js';

/** How far around a place a number is looked for. */
const AROUND = 60;

const WORD = /[\p{L}\p{M}]{2,30}/uy;
const IS_BLANK = /^[ \u00A0]$/u;
const OF_CURRENCY = /\.?[ \u00A0]?\p{Sc}(?!\p{Nd})/uy;
const DASH = new RegExp(`^[${DASHES}]$`, 'u');
const FIGURE = /^[\p{Nd}\p{Sc}]/u;
const DIGIT = /^\p{Nd}$/u;
const WORD_BEFORE = /[\p{L}\p{Nd}]{1,60}$/u;
const WORD_BEHIND = /[\p{L}\p{Nd}]{1,60}/uy;
/** Of what is numbered, FY2021/22, and not the full stop of a sentence. */
const MORE_FIGURES = /(?:[./,:]\p{Nd}{1,9})+/uy;
/** Units whose power is a digit on the line. */
const UNIT = /(?<![\p{L}\p{M}])(?:[kcdhm\u00B5\u03BC]?m|s|ft|in|yd|mi)$/u;
const POWER_ON_LINE = /^[23](?![\p{L}\p{Nd}])/u;

/**
 * A place with all of what its first and its last number belong to: a run of digits, wherever it stands; the
 * multiplier or the words for per cent behind a number; the other half of a range; a number in words; the sign
 * of a grade.
 *
 * @param marked what the document strikes out or inserts, beyond whose edges nothing is joined
 * @param language the primary subtag of BCP 47
 */
export function withWholeQuantities(
  text: string,
  { start, end }: Place,
  marked: readonly Place[],
  language: string,
): Place {
  const isMarked = (at: number) => marked.some((mark) => mark.start === at || mark.end === at);
  return {
    start: isMarked(start) ? start : wholeStart(text, start, language),
    end: isMarked(end) ? end : wholeEnd(text, end, language),
  };
}

function wholeStart(text: string, at: number, language: string): number {
  if (at === 0) return at;
  const before = text.slice(Math.max(0, at - AROUND), at);
  const next = text.slice(at, at + 2);
  const last = text[at - 1]!;
  if (DIGIT.test(last) && DIGIT.test(next[0] ?? '')) {
    return at - WORD_BEFORE.exec(before)![0].length;
  }
  if (FIGURE.test(next) && DASH.test(last) && HAS_NUMBER.test(before)) {
    return endingAt(text, at - 1)?.start ?? at;
  }
  if (IS_BLANK.test(last) && HAS_NUMBER.test(before) && isMultiplierAt(text, at, language)) {
    return endingAt(text, at - 1)?.start ?? at;
  }
  return spelledNumberAt(text, at, 'start', language)?.start ?? at;
}

function wholeEnd(text: string, at: number, language: string): number {
  if (at === text.length) return at;
  const sign = signEnd(text, at);
  if (sign > at) return sign;
  const before = text.slice(Math.max(0, at - AROUND), at);
  const next = text.slice(at, at + 3);
  if (DIGIT.test(text[at - 1] ?? '')) {
    if (DIGIT.test(next[0]!)) return endOf(WORD_BEHIND, text, at);
    const more = endOf(MORE_FIGURES, text, at);
    if (more > at) return more;
  } else if (POWER_ON_LINE.test(next) && UNIT.test(before)) return at + 1;
  if (!HAS_NUMBER.test(before)) return spelledNumberAt(text, at, 'end', language)?.end ?? at;
  if (DASH.test(next[0]!) && FIGURE.test(next.slice(1)) && endingAt(text, at)) {
    const [other] = numbersIn(text.slice(at + 1, at + 1 + AROUND));
    return other?.start === 0 ? suffixEnd(text, at + 1 + other.end) : at;
  }
  const number = numbersIn(before).at(-1);
  const numberEnd = at - before.length + (number?.end ?? 0);
  if (number && /^.{0,40}$/su.test(text.slice(numberEnd, at))) {
    const perCent = perCentEnd(text, numberEnd);
    if (perCent > at) return perCent;
  }
  if (
    number &&
    numberEnd === at &&
    /^[ \u00A0]/u.test(next) &&
    isMultiplierAt(text, at + 1, language)
  ) {
    return endOf(OF_CURRENCY, text, endOf(WORD, text, at + 1));
  }
  return spelledNumberAt(text, at, 'end', language)?.end ?? at;
}

function isMultiplierAt(text: string, at: number, language: string): boolean {
  const end = endOf(WORD, text, at);
  return (
    end > at &&
    !/[\p{L}\p{M}]/u.test(text[end] ?? '') &&
    isLargeMultiplier(text.slice(at, end), language)
  );
}

/** The number that ends here, with the letters behind it. */
function endingAt(text: string, at: number): Place | undefined {
  const from = Math.max(0, at - AROUND);
  const last = numbersIn(text.slice(from, at)).at(-1);
  if (!last) return undefined;
  const [start, end] = [from + last.start, from + last.end];
  return end === at || suffixEnd(text, end) === at ? { start, end: at } : undefined;
}

/** Returns where the expression ends that matches here; the same place where it does not match. */
function endOf(sticky: RegExp, text: string, at: number): number {
  return matchEnd(sticky, text, at) ?? at;
}
