import {
  DASHES,
  INVISIBLE,
  LOWERED,
  RAISED,
  SINGLE_QUOTES,
  UNSPACED,
} from '../../../text/characters.js';
import { PER_CENT, PERCENTAGE_POINTS } from '../../../text/number-words.js';
import { DIVISION, LINE_BREAK } from '../characters/line-breaks.js';
import { matchEnd } from '../characters/match-end.js';
import { typed } from '../characters/typed.js';
import { asideAt, NOTE_MARK, plainDigit } from '../numbers/note-signs.js';
import { numberKey, numbersIn } from '../numbers/numbers.js';
import { signEnd } from '../numbers/plus-and-minus.js';
import { skeletonString } from '../texts/skeleton.js';

/** A word, a number, or a mark between them, of a text. Spaces are none, and signs of notes neither. */
export interface Word {
  /** What it is compared by: letters and digits alone, a number without its groups, a mark as it is typed. */
  readonly key: string;
  /** As the text has it. */
  readonly text: string;
  /** In UTF-16 code units of the text, end exclusive. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'word' | 'number' | 'mark';
}

/** The rules of UAX #29 with the dictionaries of this Node's ICU; no language changes them here. */
const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Most words of a Latin text, which need no rule. */
const PLAIN_WORD = /[A-Za-z]+(?=[ \n]|$)/y;

/** Lowered digits within a word are letters of it: H₂O. */
const LETTERS = `\\p{L}\\p{M}\\p{Nd}\\p{Nl}${INVISIBLE}${LOWERED}`;
/** An apostrophe, or where a line end divides the word. The hyphen of a compound is a mark. */
const WITHIN = `(?<=\\u00AD)${LINE_BREAK}(?=\\p{L})|[${SINGLE_QUOTES}\\u00B7](?=[${INVISIBLE}]*(?![${SINGLE_QUOTES}])\\p{L})|${DIVISION}(?=\\p{L})`;
/** The modifier letter apostrophe, though a letter to Unicode, is none. */
const RUN = `(?:(?![${SINGLE_QUOTES}])[${LETTERS}])+`;
const WORD = new RegExp(`(?![${INVISIBLE}${LOWERED}])${RUN}(?:(?:${WITHIN})${RUN})*`, 'uy');
const ONE_MARK = `(?:\\.(?:[ \\u00A0]?\\.)+|\\u2026)+|[${DASHES}]+|[^\\s]`;
const MARK = new RegExp(ONE_MARK, 'uy');
/** Dots and dashes in a row as one, any other character by itself. */
export const MARKS = new RegExp(ONE_MARK, 'gu');
const SPACE = /\s+/uy;
/** Whether a text has a letter of a script that puts no space between words. */
export const HAS_UNSPACED = new RegExp(`[${UNSPACED}]`, 'u');
const RUNS = new RegExp(`[${UNSPACED}\\p{M}${INVISIBLE}]+|[^${UNSPACED}]+`, 'gu');
const RAISED_DIGIT = new RegExp(`[${RAISED}]`, 'gu');
const MAYBE_ASIDE = /[[\u00B2\u00B3\u00B9\u2070-\u209C]/u;

/**
 * @param language by which the groups of a number are told
 * @param numbers of the text, in order
 */
export function wordsOf(text: string, language?: string, numbers = numbersIn(text)): Word[] {
  const words: Word[] = [];
  let at = 0;
  for (const number of numbers) {
    at = addBetween(text, at, number.start, words);
    // A digit of a note's reference.
    if (at > number.start) continue;
    const written = text.slice(number.start, number.end);
    const key = numberKey(written, language);
    words.push({ key, text: written, ...number, kind: 'number' });
    at = addPerCent(text, number.end, words);
  }
  addBetween(text, at, text.length, words);
  return words;
}

/** Nearly the sign, and not the sign: what has the one for the other is near, and altered. */
const PER_CENT_KEY = '%%';
const PERCENTAGE_POINTS_KEY = '%.';
const PER_CENT_WORDS = new RegExp(PER_CENT, 'iuy');
const PERCENTAGE_POINT_WORDS = new RegExp(PERCENTAGE_POINTS, 'iuy');

/** Whether these are words for per cent, or percentage points, behind a number. */
export function isPerCent({ key, kind }: Word): boolean {
  return kind === 'word' && (key === PER_CENT_KEY || key === PERCENTAGE_POINTS_KEY);
}

/** The words for per cent behind a number, as one; where they end. */
function addPerCent(text: string, from: number, words: Word[]): number {
  const end = perCentEnd(text, from);
  if (end === from) return from;
  const start = from + (isBlank(text, from) ? 1 : 0);
  const isPoints = matchEnd(PERCENTAGE_POINT_WORDS, text, start) !== undefined;
  const key = isPoints ? PERCENTAGE_POINTS_KEY : PER_CENT_KEY;
  words.push({ key, text: text.slice(start, end), start, end, kind: 'word' });
  return end;
}

/** Returns where the words for per cent end that stand behind a number; its own end where there are none. */
export function perCentEnd(text: string, numberEnd: number): number {
  const start = numberEnd + (isBlank(text, numberEnd) ? 1 : 0);
  return (
    matchEnd(PERCENTAGE_POINT_WORDS, text, start) ??
    matchEnd(PER_CENT_WORDS, text, start) ??
    numberEnd
  );
}

function isBlank(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\u00A0';
}

/** Adds the words between two numbers, and returns where they end. */
function addBetween(text: string, from: number, to: number, words: Word[]): number {
  let at = from;
  while (at < to) {
    const passed = matchEnd(SPACE, text, at) ?? noteEnd(text, at);
    if (passed !== undefined) {
      at = passed;
      continue;
    }
    const plain = matchEnd(PLAIN_WORD, text, at);
    if (plain !== undefined && plain <= to) {
      const word = text.slice(at, plain);
      words.push({ key: word.toLowerCase(), text: word, start: at, end: plain, kind: 'word' });
      at = plain;
      continue;
    }
    const end = wordEnd(text, at);
    if (end === undefined) at = addMark(text, at, words);
    else {
      const last = end <= to ? end : lastLetter(text, at, to);
      addWord(text, at, last, words);
      at = last;
    }
  }
  return at;
}

/** Returns the end of a word's last letter, where a number follows: a hyphen between them is a mark. */
function lastLetter(text: string, from: number, to: number): number {
  let end = to;
  while (end > from + 1 && !A_LETTER.test(text[end - 1]!)) end -= 1;
  return end;
}

const A_LETTER = /^[\p{L}\p{M}\p{N}]$/u;

function noteEnd(text: string, at: number): number | undefined {
  if (!MAYBE_ASIDE.test(text[at]!)) return matchEnd(NOTE_MARK, text, at);
  const aside = asideAt(text, at);
  return aside?.role === 'note' ? aside.end : undefined;
}

/** Returns where a word ends, with the power that a unit of measurement may have. */
function wordEnd(text: string, at: number): number | undefined {
  const end = matchEnd(WORD, text, at);
  if (end === undefined || !MAYBE_ASIDE.test(text[end] ?? '')) return end;
  const aside = asideAt(text, end);
  return aside?.role === 'unit' ? aside.end : end;
}

function addWord(text: string, start: number, end: number, words: Word[]): void {
  const written = text.slice(start, end);
  if (!HAS_UNSPACED.test(written)) {
    push(written, start, words);
    return;
  }
  for (const { index, 0: run } of written.matchAll(RUNS)) {
    if (!HAS_UNSPACED.test(run)) {
      if (/[\p{L}\p{M}\p{N}]/u.test(run)) push(run, start + index, words);
      else addMark(text, start + index, words);
    } else {
      for (const one of segmenter.segment(run)) push(one.segment, start + index + one.index, words);
    }
  }
}

function push(written: string, start: number, words: Word[]): void {
  // By itself nothing would tell the power of a unit from the sign of a note.
  const key = skeletonString(written.replace(RAISED_DIGIT, (digit) => plainDigit(digit) ?? digit));
  const end = start + written.length;
  if (key !== '') words.push({ key, text: written, start, end, kind: 'word' });
}

function addMark(text: string, start: number, words: Word[]): number {
  const end = matchEnd(MARK, text, start) ?? start + 1;
  const written = text.slice(start, end);
  // A quotation mark of one kind for another is no change.
  const key = typed(written).replace("'", '"');
  if (signEnd(text, start) > start) {
    words.push({ key, text: written, start, end, kind: 'word' });
    return end;
  }
  if (key !== '') words.push({ key, text: written, start, end, kind: 'mark' });
  return end;
}

export function isNoMark({ kind }: Word): boolean {
  return kind !== 'mark';
}

/** Returns the place from the first of some words to the last. @param from where their places are counted from */
export function placeOf(
  words: readonly Word[],
  from: number,
): { readonly start: number; readonly end: number } {
  return { start: from + words[0]!.start, end: from + words.at(-1)!.end };
}
