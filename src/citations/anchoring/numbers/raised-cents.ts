import { RAISED_DIGITS } from '../../../text/characters.js';
import { isLargeMultiplierAnywhere } from '../../../text/number-words.js';
import { BLANK, CURRENCY } from './number-pattern.js';

const WHOLE = `(?:\\p{Nd}{1,9}|\\p{Nd}{1,3}(?:(?:[.,'\\u2019]|${BLANK})\\p{Nd}{3}){1,2})`;
const BEHIND_CURRENCY = new RegExp(`(?:${CURRENCY.source})${BLANK}?${WHOLE}$`, 'u');
/** With the decimal mark as well; where no currency follows, it is the end of a sentence or clause. */
const BEFORE_CURRENCY = new RegExp(`(?<![\\p{L}\\p{Nd}.,\\u00D7\\u00B7])${WHOLE}[.,]?$`, 'u');
const CURRENCY_BEHIND = new RegExp(`^${BLANK}?(?:${CURRENCY.source})`, 'u');
const TWO_DIGITS = new RegExp(`^[${RAISED_DIGITS}]{2}$`, 'u');
const LETTER_BEHIND = /^\p{L}/u;
const WORD_BEHIND = /^[ \u00A0-](\p{L}+)/u;
const TEN_TO_THE_POWER = /(?<!\p{Nd})10[¹²]/u;

/** UTF-16 code units in which a currency and its amount, or a multiplier, stand. */
const LONGEST = 20;

/**
 * Whether raised digits are the cents of a price, as shops set them: `$12⁹⁹`, `3⁴⁹ €`. They are two,
 * beside a whole amount with its currency. What is raised in "$320¹² million" is the number of a note.
 */
export function isRaisedCents(text: string, start: number, end: number): boolean {
  const digits = text.slice(start, end);
  if (!TWO_DIGITS.test(digits)) return false;
  const before = text.slice(Math.max(0, start - LONGEST), start);
  const behind = text.slice(end, end + LONGEST);
  if (LETTER_BEHIND.test(behind)) return false;
  if (BEHIND_CURRENCY.test(before)) {
    const word = WORD_BEHIND.exec(behind)?.[1];
    return word === undefined || !isLargeMultiplierAnywhere(word);
  }
  const isAmount = BEFORE_CURRENCY.test(before) && !TEN_TO_THE_POWER.test(before + digits);
  return isAmount && CURRENCY_BEHIND.test(behind);
}
