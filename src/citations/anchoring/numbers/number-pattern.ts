import {
  DASHES,
  HAN_MULTIPLIERS,
  HAN_NUMERALS,
  HANGUL_MULTIPLIERS,
  LARGE_HAN_MULTIPLIERS,
  HYPHENS,
  LOWERED,
  PER_CENT_SIGNS,
  RAISED,
  RAISED_DIGITS,
} from '../../../text/characters.js';
import { CURRENCY_CODES } from '../../../text/currencies.js';
import { LINE_BREAK } from '../characters/line-breaks.js';

export const BLANK = '[ \\u00A0\\u2007\\u2009\\u202F]';
/** Nothing: between two characters of Chinese, Japanese or Korean, where a line may end. */
export const BETWEEN_CJK = '(?:)';
/** Only between groups of three: "12 345", never "2021 300". */
export const BLANK_IN_NUMBER = `(?<!\\p{Nd}{4})${BLANK}(?=\\p{Nd}{3}(?!\\p{Nd}))`;
const MARK_IN_NUMBER = `[.,:/\\u2044'\\u2019\\u066B\\u066C\\u00B7${DASHES}]`;
/** A group that begins with 0 begins no number. */
const INNER_GROUP = '(?=0\\p{Nd}{2}(?!\\p{Nd}))';
/** 3만 5000; 1조 2345억, but 조 before a small number is an article of a law. */
const KOREAN = `${BETWEEN_CJK}[${HANGUL_MULTIPLIERS}]{1,2}(?:(?<!조)${BLANK}?(?=\\p{Nd})|(?<=조)${BLANK}?(?=[\\p{Nd},]{1,9}[${HANGUL_MULTIPLIERS}]))`;
/** A range may go over a line end, and so may a number where nothing else can follow. */
const LINE_END = `(?:(?<=[${DASHES}])${LINE_BREAK}|(?<=\\p{Nd}[.,])${LINE_BREAK}${INNER_GROUP})`;
const LINE_IN_NUMBER = `(?<=${BLANK}\\p{Nd}{3})${LINE_BREAK}${INNER_GROUP}`;
const DIGITS = `\\p{Nd}+(?:(?:${KOREAN}|${MARK_IN_NUMBER}${LINE_END}?|${BLANK_IN_NUMBER}|${LINE_IN_NUMBER})\\p{Nd}+)*`;

/** The number of a card: four groups of four. */
const CARD = `\\p{Nd}{4}(?:(?:${BLANK}|-)\\p{Nd}{4}){3}(?!\\p{Nd})`;

/** International as in ITU-T E.123, with seven digits or more, or in groups behind a trunk prefix of 0. */
const PHONE_GROUP = `(?:[.\\-]|${BLANK})\\p{Nd}{1,5}|${BLANK}?\\(\\p{Nd}{1,4}\\)${BLANK}?\\p{Nd}{1,5}`;
const PHONE =
  `\\+(?=(?:[^\\p{Nd}\\n]{0,3}\\p{Nd}){7})\\p{Nd}{1,4}(?:${PHONE_GROUP}){2,6}(?!\\p{Nd})|` +
  `0(?=(?:${BLANK}?\\p{Nd}){8})\\p{Nd}{1,4}(?:${BLANK}\\p{Nd}{2,4}){2,4}(?!\\p{Nd})|${CARD}`;

const FRACTION = `(?:[\\u00BC-\\u00BE\\u2150-\\u215E\\u2189]|[${RAISED}]{1,9}[/\\u2044][${LOWERED}]{1,9})`;
const POWER = `(?:[${RAISED}]+|\\^[+${DASHES}]?\\p{Nd}+)`;
/** 1.2e6, 1.2 × 10⁶; whoever loses the power writes 1.2 × 106. */
const SCIENTIFIC = `(?:[eE][+${DASHES}]?\\p{Nd}{1,3}(?![\\p{L}\\p{Nd}])|${BLANK}?[\\u00D7x*\\u22C5]${BLANK}?10\\p{Nd}*${POWER}?)`;
/** Names and other words that begin with a multiplier: 万圣节, 万科, 万博, 千葉, 百货. */
const NOT_BEGINNING_A_WORD = '(?!万[圣科达里历博]|千[葉叶代]|百[货貨度])';
const MULTIPLIED = `(?:(?:${BETWEEN_CJK}${NOT_BEGINNING_A_WORD}[${HAN_MULTIPLIERS}]|${BLANK}${NOT_BEGINNING_A_WORD}[${LARGE_HAN_MULTIPLIERS}])(?:\\p{Nd}+(?:[.,]\\p{Nd}+)?)?)*`;

/** The degrees of a temperature, an angle or a place on the globe. */
const DEGREES =
  `${BLANK}?[\\u00B0\\u00BA\\u2103\\u2109]` +
  `(?:${BLANK}?\\p{Nd}+(?:[.,]\\p{Nd}+)?['\\u2019\\u2032](?:${BLANK}?\\p{Nd}+(?:[.,]\\p{Nd}+)?["\\u201D\\u2033])?)?` +
  `(?:${BLANK}?[CFKNSEWO](?![\\p{L}\\p{M}]))?`;

const CODES = [...CURRENCY_CODES].join('|');
/** What is written for some of them before a number, and is no other word: Rp5.000, Rs 5. */
const SHORT_NAMES = '(?:Rp|Rs|RM|KSh|TSh|USh|Tk|Kčs?)\\.?';
const NO_LETTER_BEFORE = '(?<![\\p{L}\\p{M}\\p{N}])';
const NO_LETTER_AFTER = '(?![\\p{L}\\p{M}\\p{N}])';

/** Digits of a word ("B52", "CO2") are none; scripts without capitals put numbers beside letters. */
const NO_WORD_BEFORE = '(?<![\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}\\p{Nd}])';

/** Not the end of an arrow or a tag, nor the sign of a quoted line. */
const GREATER = '(?<![=\\-]|\\n[ \\t>]{0,3}|</?\\p{L}[^<>\\n]{0,40})>=?';
const COMPARISON = `(?:<=?|${GREATER}|[~\\u223C\\u2248\\u2264\\u2265\\u2272\\u2273\\u2A7D\\u2A7E\\uFF1C\\uFF1E\\uFF5E])`;
const SIGN = `(?<![\\p{L}\\p{M}\\p{N}\\p{Sc}%)\\]])[+\\u00B1${DASHES}]`;
/** In Turkish and Basque per cent stands before the number; a country may before its dollar. */
const BEFORE =
  `(?:${COMPARISON}${BLANK}?)?(?:${SIGN})?(?:[${PER_CENT_SIGNS}])?` +
  `(?:${NO_LETTER_BEFORE}(?:${CODES}|${SHORT_NAMES})${BLANK}?|` +
  `(?:(?:${NO_LETTER_BEFORE}[A-Z]{1,3})?\\p{Sc}${BLANK}?)?(?:(?<=\\p{Sc})[${DASHES}])?${NO_WORD_BEFORE})`;
/** Thousands and millions may stand before a sign of currency: 5 M€. There may be more: 18+. */
const AFTER = `(?:${DEGREES}|${BLANK}?(?:[${PER_CENT_SIGNS}]|(?:[kKMG]|Md|Mrd|Mio\\.?)?\\p{Sc}|(?:${CODES})${NO_LETTER_AFTER}))?(?:\\+${NO_LETTER_AFTER})?`;

/** The cents of a price behind its decimal mark, as shops raise them: 3,⁴⁹ €. */
const RAISED_CENTS = `[.,][${RAISED_DIGITS}]{2}(?=${BLANK}?(?:\\p{Sc}|(?:${CODES})${NO_LETTER_AFTER}))`;

/** ".75" is three quarters. */
const LEADING_MARK = '(?:(?<![\\p{L}\\p{M}\\p{N}.,)\\]])[.,](?=\\p{Nd}))?';

/** Two numerals or more: one may belong to another word, as 一 does in 统一; and 唯一一个 has no number 一一. */
const HAN_NUMBER = `(?=\u4E00{0,9}(?!\u4E00)[${HAN_NUMERALS}])[${HAN_NUMERALS}](?:${BETWEEN_CJK}[${HAN_NUMERALS}])+`;
/** Enclosed, or of a script that has no decimal digits. */
const OTHER_NUMERALS = `(?:(?![${RAISED}${LOWERED}])\\p{No})+`;

export const NUMBER =
  `${NO_WORD_BEFORE}(?:${PHONE})|` +
  `${BEFORE}(?:${LEADING_MARK}(?:${DIGITS}(?:${BLANK}?${FRACTION}|${POWER}|${RAISED_CENTS}|${SCIENTIFIC})?${MULTIPLIED}|${FRACTION})${AFTER}|` +
  `${OTHER_NUMERALS})|${HAN_NUMBER}`;

export const NUMBERS = new RegExp(NUMBER, 'gu');

export const HAS_NUMBER = new RegExp(`[\\p{Nd}\\p{No}${HAN_NUMERALS}]`, 'u');

export const PHONE_NUMBER = new RegExp(`^(?:${PHONE})$`, 'u');

/** The sign or the code of a currency. */
export const CURRENCY = new RegExp(
  `${NO_LETTER_BEFORE}[A-Z]{1,3}(?=\\p{Sc})|\\p{Sc}|(?<!\\p{L})(?:${CODES}|${SHORT_NAMES})`,
  'gu',
);

/**
 * Letters that belong to the number before them: 5k, 5bn, 1st, the 1950s, 10am, 2h30. Directly behind it; a
 * unit of measurement as well, for what weighs 5kg does not weigh 5. Ordinals have a hyphen in Cyrillic and
 * a colon in Swedish and Finnish.
 */
export const SUFFIX = new RegExp(
  `(?:['\\u2019]?s|[\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}]{1,3}\\p{Nd}{0,4}|` +
    `[${HYPHENS}]\\p{Script=Cyrillic}{1,3}|:\\p{Ll}{1,2})(?![\\p{L}\\p{M}\\p{Nd}])|[${HANGUL_MULTIPLIERS}]+`,
  'uy',
);
