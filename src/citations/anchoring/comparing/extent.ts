import { PER_CENT_SIGNS } from '../../../text/characters.js';
import type { Place } from '../../../text/place.js';
import { typed } from '../characters/typed.js';
import { allNumbersIn, numberOverLines } from '../numbers/numbers-over-lines.js';
import { numbersIn } from '../numbers/numbers.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { withWholeFigures } from '../words/whole-figures.js';
import { MARKS, perCentEnd, wordsOf } from '../words/words.js';

/** A quote as it is laid over a place: the words, and the marks at either end of them. */
export interface QuoteWords {
  readonly head: string;
  readonly core: string;
  readonly tail: string;
  /** Its first and its last word, where they are numbers. */
  readonly openingNumber?: string;
  readonly closingNumber?: string;
  /** Whether its last word stands directly behind a number: 5m. */
  readonly closesWithSuffix: boolean;
}

/** Parts a quote into its words, from the first to the last, and the marks outside, which are its own. */
export function quoteWords(quote: string): QuoteWords {
  const words = wordsOf(quote, undefined, allNumbersIn(quote)).filter(
    ({ kind }) => kind !== 'mark',
  );
  const [first, last] = [words[0], words.at(-1)];
  const [start, end] = [first?.start ?? 0, last?.end ?? quote.length];
  return {
    head: quote.slice(0, start),
    core: quote.slice(start, end),
    tail: quote.slice(end),
    ...(first?.kind === 'number' && { openingNumber: first.text }),
    ...(last?.kind === 'number' && { closingNumber: last.text }),
    closesWithSuffix: words.at(-2)?.kind === 'number' && words.at(-2)?.end === words.at(-1)?.start,
  };
}

/** A place that has the letters of a quote, with all that belongs to it at either end. */
export interface Extent extends Place {
  /** The quote with those of its outer marks that count. */
  readonly compared: string;
  /** The quote's other outer marks. */
  readonly outer: string;
}

/**
 * Widens a place to the whole of its numbers, and to the marks at either end that the quote has as well.
 *
 * @param language BCP 47
 */
export function extentOf(
  { text, marks }: SnapshotText,
  letters: Place,
  quote: QuoteWords,
  language: string | undefined,
): Extent {
  const { head, core, tail } = quote;
  const { start, end } = withWholeFigures(
    text,
    withLineEnds(text, withNumberBeside(text, letters, quote), quote, language),
    marks,
    language,
  );
  const after = marksAfter(text, end, tail);
  const before = marksBefore(text, start, head);
  const own = head.length - before.inQuote;
  const [mineBefore, mineAfter] = [head.slice(0, own), tail.slice(after.inQuote)];
  const asked = statedInstead(mineAfter, text.slice(end + after.inText));
  return {
    start: start - before.inText,
    end: end + after.inText + asked.inText,
    compared:
      kept(mineBefore) +
      head.slice(own) +
      core +
      tail.slice(0, after.inQuote) +
      (kept(mineAfter) || mineAfter.slice(0, asked.inQuote)),
    outer: mineBefore + mineAfter.slice(asked.inQuote),
  };
}

/**
 * Adds the number beside a place, where the quote has one at that end: a fraction has no letters to be
 * found by, and of what is only near a number may have been left out. Words for per cent as well, where the
 * quote has the sign.
 */
function withNumberBeside(
  text: string,
  { start, end }: Place,
  { core, openingNumber, closingNumber }: QuoteWords,
): Place {
  const last = closingNumber !== undefined ? numberBehind(text, end) : end;
  return {
    start: openingNumber !== undefined ? numberBefore(text, start) : start,
    end: PER_CENT_AT_END.test(core) ? perCentEnd(text, last) : last,
  };
}

/** Widens a place to what its outer numbers have beyond a line end, where the quote has them whole. */
function withLineEnds(
  text: string,
  { start, end }: Place,
  { openingNumber, closingNumber }: QuoteWords,
  language: string | undefined,
): Place {
  return {
    start: openingNumber ? numberOverLines(text, start, openingNumber, language).start : start,
    end: closingNumber ? numberOverLines(text, end, closingNumber, language).end : end,
  };
}

const PER_CENT_AT_END = new RegExp(`[${PER_CENT_SIGNS}]$`, 'u');

/** How far a number is looked for. */
const NUMBER_WITHIN = 20;

/** Returns where the number begins that stands before; the place itself where that begins with one. */
function numberBefore(text: string, at: number): number {
  const from = Math.max(0, at - NUMBER_WITHIN);
  const before = text.slice(from, at).trimEnd();
  const [last, own] = [numbersIn(before).at(-1), numbersIn(text.slice(at, at + NUMBER_WITHIN))[0]];
  return last?.end === before.length && own?.start !== 0 ? from + last.start : at;
}

function numberBehind(text: string, at: number): number {
  const from = Math.max(0, at - NUMBER_WITHIN);
  const behind = text.slice(at, at + NUMBER_WITHIN);
  const [first, own] = [numbersIn(behind)[0], numbersIn(text.slice(from, at)).at(-1)];
  const isNext = first && behind.slice(0, first.start).trim() === '';
  return isNext && own?.end !== at - from ? at + first.end : at;
}

/** A question, an exclamation or a symbol that the source has not there is a change; other outer marks are none. */
function kept(marks: string): string {
  return /[?!\u00BF\u00A1\u037E\u061F\u203C-\u203D\uFF01\uFF1F]|\p{S}/u.test(marks) ? marks : '';
}

/** A full stop of the quote where the source asks or exclaims. */
function statedInstead(mine: string, theirs: string): Shared {
  const stop = /^["'\u2019\u201D]*[.\u3002\u06D4\u0964]/u.exec(mine);
  const asks = /^[ \u00A0\u202F]?[?!\u037E\u061F\u203C-\u203D\uFF01\uFF1F]/u.exec(theirs);
  return stop && asks ? { inText: asks[0].length, inQuote: stop[0].length } : NONE;
}

interface Shared {
  readonly inText: number;
  readonly inQuote: number;
}

const NONE: Shared = { inText: 0, inQuote: 0 };

/** How far outer marks are looked for in a text; what lies further off belongs to something else. */
const MARKS_WITHIN = 40;

/** How many units of both are the same marks from there on; spaces between them do not count. */
function marksAfter(text: string, from: number, tail: string): Shared {
  const mine = marksIn(tail);
  const theirs = marksIn(text.slice(from, from + MARKS_WITHIN));
  let shared = NONE;
  for (let at = 0; at < mine.length && at < theirs.length; at += 1) {
    if (mine[at]!.key !== theirs[at]!.key) break;
    shared = { inText: theirs[at]!.end, inQuote: mine[at]!.end };
  }
  return shared;
}

function marksBefore(text: string, to: number, head: string): Shared {
  const mine = marksIn(head);
  const before = text.slice(Math.max(0, to - MARKS_WITHIN), to);
  const theirs = marksIn(before);
  let shared = NONE;
  for (let at = 1; at <= mine.length && at <= theirs.length; at += 1) {
    const [one, other] = [mine.at(-at)!, theirs.at(-at)!];
    if (one.key !== other.key) break;
    shared = { inText: before.length - other.start, inQuote: head.length - one.start };
  }
  return shared;
}

interface Mark extends Place {
  /** As it is typed, of either kind of quotation mark the same. */
  readonly key: string;
}

/** Letters as well, which are the same as no mark. */
export function marksIn(text: string): Mark[] {
  return Array.from(text.matchAll(MARKS), ({ index, 0: mark }) => ({
    key: typed(mark).replace("'", '"'),
    start: index,
    end: index + mark.length,
  })).filter(({ key }) => key !== '');
}
