import { DASHES, LOWERED, RAISED, RAISED_DIGITS } from '../../../text/characters.js';
import { digitOf } from '../characters/letters.js';
import { matchEnd } from '../characters/match-end.js';
import { isRaisedCents } from './raised-cents.js';

/**
 * What editors of a page say of its words in square brackets: Wikipedia's template "citation needed" and
 * its like in several languages, "sic".
 */
const REMARKS = [
  ...['citation', 'source', 'better source', 'clarification', 'page', 'quote', 'quotation'].map(
    (lacking) => `${lacking} needed`,
  ),
  ...['attribution needed', 'verification needed', 'failed verification', 'dubious', 'sic'],
  ...[
    'according to whom?',
    'by whom?',
    'how?',
    'what?',
    'when?',
    'where?',
    'which?',
    'who?',
    'why?',
  ],
  ...['Beleg fehlt', 'Quelle fehlt', 'réf. nécessaire', 'cita requerida', 'carece de fontes'],
  ...['senza fonte', 'bron?', 'kaynak belirtilmeli', 'источник не указан', 'بحاجة لمصدر'],
  ...['דרוש מקור', 'उद्धरण चाहिए', 'ต้องการอ้างอิง', '要出典', '来源请求', '來源請求', '출처 필요'],
];
const NUMBERED = ['note', 'nb', 'n', 'fn', 'ref', 'anm', 'nota', 'noot', 'прим', '注', '註'];
/** The number of a note. A page that is printed to a PDF has its digits raised within their bracket. */
const NUMBER = `[\\p{Nd}${RAISED_DIGITS}]{1,3}`;
const REMARK = `${eitherCase(REMARKS)}|${eitherCase(NUMBERED)}\\.?[ \\u00A0]?${NUMBER}`;

const NOTE_NUMBERS = `${NUMBER}(?:(?:[,;] ?|[${DASHES}\\u207B])${NUMBER})*`;
const NOTE_NAME = `(?:\\p{L}{1,8}-)?\\p{L}{1,8}\\.?[ \\u00A0]${NUMBER}`;
/** Of Markdown that is read as it is written. */
const MARKDOWN_NAME = '\\^[\\p{L}\\p{Nd}_-]{1,40}';
/** Before a small letter it is an editor's, who changed the case of the word: “[w]e”. */
const NOTE_LETTER = '\\p{Ll}(?!\\]\\p{Ll})';
const BRACKETED = `\\[(?:${NOTE_NUMBERS}|${MARKDOWN_NAME}|${NOTE_LETTER}|${NOTE_NAME}|${REMARK})\\]`;

/** References to notes, as they stand directly behind a word or a number: `[3]`, `[1][2]`, `[4–6]`, `[note 2]`. */
const NOTE_REFERENCES = new RegExp(`${BRACKETED}(?:[,;${DASHES}]? ?${BRACKETED})*`, 'uy');

/**
 * Behind a space a number, or a letter, may be what an editor put in ("saw [3] ships"): only where a
 * sentence ends is it the reference to a note. Nobody puts in a number that is raised.
 */
const APART = new RegExp(
  `\\[(?:${REMARK}|[${RAISED_DIGITS}]{1,3}|\\p{Nd}{1,3}(?:(?<=[.!?\u2026"\u201D][ \\u00A0]\\[\\p{Nd}{1,3})|(?=\\](?:[.!?]|$|\\n))))\\]`,
  'uy',
);

function eitherCase(words: readonly string[]): string {
  const all = new Set(
    words.flatMap((word) => [word, word.charAt(0).toUpperCase() + word.slice(1)]),
  );
  return `(?:${[...all].join('|').replace(/[?.]/gu, '\\$&')})`;
}

const RAISED_RUN = new RegExp(`[${RAISED}]+`, 'uy');
/** The numbers of several notes. */
const RAISED_LIST = new RegExp(
  `[${RAISED}]+(?:(?:[,;\\u02D2][ \\u00A0]?|[${DASHES}])[${RAISED}]+)+`,
  'uy',
);
const LOWERED_RUN = new RegExp(`[${LOWERED}]+`, 'uy');
const LOWERED_DIGITS = '₀₁₂₃₄₅₆₇₈₉';

/** Units of measurement that are raised to a power: SI's with the usual prefixes, and a few of the old ones. */
const RAISED_UNITS = /(?:^|[^\p{L}\p{M}])(?:[kcdhmµμn]?m|k?g|m?s|mol|ft|in|yd|mi|км|м|см|мм)$/u;
const POWER = /^⁻?[²³]$|^⁻[¹-⁹\u2074-\u2079]$/u;

/** A letter by itself, or two in an equation: x², E = mc². */
const VARIABLE = /(?:^|[^\p{L}\p{M}\p{N}'\u2019])\p{L}$|[=+\u2212-][ \u00A0]?\p{L}{2}$/u;

/** Ten to the power of something, one digit to it, or a power below zero; any other number has a note. */
const BASE_OF_POWER = /(?:^|[^\p{Nd}\p{Sc}.,])(?:10|\p{Nd})$/u;

/** What raised or lowered characters are. */
export type Role = 'power' | 'unit' | 'index' | 'cents' | 'note';

/** Raised or lowered characters, or bracketed references, from some unit of a text on. */
export interface Aside {
  readonly role: Role;
  /** UTF-16 code units, end exclusive. */
  readonly end: number;
}

/**
 * What the raised or lowered characters, or the bracket, at this unit are: a `power` of the number before
 * them; of a `unit` of measurement (m²); an `index` (CO₂); the `cents` of a price ($12⁹⁹); or a sign that leads to a `note`, and is none
 * of the text's own words. Undefined for a bracket that is none of these.
 */
export function asideAt(text: string, at: number): Aside | undefined {
  if (text[at] === '[') {
    const isApart = /[ \u00A0]/u.test(text[at - 1] ?? '');
    const beside = text[isApart ? at - 2 : at - 1] ?? ' ';
    const end = /\s/u.test(beside)
      ? undefined
      : matchEnd(isApart ? APART : NOTE_REFERENCES, text, at);
    return end === undefined ? undefined : { role: 'note', end };
  }
  const before = text.slice(Math.max(0, at - 8), at).replace(/\p{Nd}/gu, digitOf);
  const lowered = matchEnd(LOWERED_RUN, text, at);
  if (lowered !== undefined) {
    return { role: /\p{L}$/u.test(before) ? 'index' : 'power', end: lowered };
  }
  const end = matchEnd(RAISED_RUN, text, at);
  if (end === undefined) return undefined;
  if (isRaisedCents(text, at, end)) return { role: 'cents', end };
  const run = text.slice(at, end);
  if (POWER.test(run) && (RAISED_UNITS.test(before) || VARIABLE.test(before))) {
    return { role: 'unit', end };
  }
  const endOfList = matchEnd(RAISED_LIST, text, at);
  if (endOfList !== undefined) return { role: 'note', end: endOfList };
  const isPower = BASE_OF_POWER.test(before) || (run.startsWith('⁻') && /\p{Nd}$/u.test(before));
  return { role: isPower ? 'power' : 'note', end };
}

/** The plain digit of a raised or lowered one; undefined for other characters. */
export function plainDigit(character: string): string | undefined {
  const value = Math.max(RAISED_DIGITS.indexOf(character), LOWERED_DIGITS.indexOf(character));
  return value < 0 ? undefined : String(value);
}

/** Stars, daggers and their like directly behind a word, and before none. */
export const NOTE_MARK = new RegExp(
  `(?<=[\\p{L}\\p{M}\\p{N}\\p{Sc}.,;:!?%)\\]"'\u2019\u201D\u00BB${DASHES}])[*\u2020\u2021\u00A7\u00B6\u2016\u203B]{1,3}(?![\\p{L}\\p{N}*])`,
  'uy',
);
