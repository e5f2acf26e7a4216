import { endBefore, isEndOfSentence } from './sentence-ends.js';

/** What stands in a passage's own sentence beside it. */
export interface SentenceAround {
  readonly before: string;
  readonly after: string;
}

/** How far a sentence is followed at either side of the passage, in code points; a list, in UTF-16 code units. */
export const FARTHEST = 1000;

/** How much of a long passage's ends is looked at for where its first and last sentences end. */
const PASSAGE_END = 400;

/** The rules of UAX #29; no language changes them here, and what they get wrong is mended below. */
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

const BLANK_LINE = /\n[^\S\n]*(?=\n)|[\u2029\f]/gu;
const LINE_END = /\r\n?|[\n\u000B\u0085\u2028]/gu;

/** What begins an item of a list. */
export const ITEM = /^[^\S\n]*(?:[-*+•‣◦–—·▪●○■□✓✔☐]|\(?\d{1,3}[.)]|\(?\p{L}[.)])\s/u;

/** "They do not want:" belongs to the first item after it. */
export const INTRODUCES = /[:：]\s*$/u;

/** Scripts without marks at the end of a sentence, which put a space between clauses. */
const CLAUSES = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/**
 * Returns what stands before and after a passage in its own sentence or, where it covers several, in its
 * first and its last. A sentence ends where UAX #29 ends it, but not after abbreviations, initials and
 * ordinal numbers, nor before a word that goes on in lower case; it never goes over a blank line, nor
 * over a line end at a row with tabs or an item of a list, but for the first one after a colon. In Thai,
 * Lao, Khmer and Burmese, where nothing marks the end, it is the passage's clause, between two spaces, and
 * one more at either side.
 *
 * Each side is at most 1,000 code points, the nearest, as they stand in the text, without white space
 * where the sentence begins and ends.
 *
 * @param start where the passage begins, in UTF-16 code units
 * @param end where it ends, exclusive
 */
export function sentenceAround(text: string, start: number, end: number): SentenceAround {
  const first = reach(text, start, -FARTHEST);
  const last = reach(text, end, FARTHEST);
  const left = first + endOfLastBlank(text.slice(first, start));
  const right = end + startOfFirstBlank(text.slice(end, last));

  const middle = Math.min(end, start + PASSAGE_END);
  const leading = lines(text.slice(left, Math.max(middle, start)));
  const before = text.slice(left + lastEnd(leading, start - left), start);

  const tail = Math.max(start, end - PASSAGE_END);
  const trailing = lines(text.slice(tail, right));
  const after = text.slice(end, tail + firstEnd(trailing, end - tail));

  return { before: before.trimStart(), after: after.trimEnd() };
}

/** A place so many code points on, or back, that is within the text. */
function reach(text: string, from: number, codePoints: number): number {
  const step = Math.sign(codePoints);
  let at = from;
  for (
    let left = Math.abs(codePoints);
    left > 0 && at + step >= 0 && at + step <= text.length;
    left -= 1
  ) {
    at += step;
    const pair = text.codePointAt(at - 1);
    if (pair !== undefined && pair > 0xffff && at < text.length && at > 0) at += step;
  }
  return at;
}

function endOfLastBlank(text: string): number {
  let end = 0;
  for (const { 0: blank, index } of text.matchAll(BLANK_LINE)) end = index + blank.length;
  return end;
}

function startOfFirstBlank(text: string): number {
  const first = text.search(BLANK_LINE);
  return first < 0 ? text.length : first;
}

/**
 * The same text, of the same length, in which a line end is a space where the sentence may go on, and a
 * single `\n` where it may not.
 */
function lines(text: string): string {
  const ends = [...text.matchAll(LINE_END)];
  let result = '';
  let at = 0;
  for (const [which, { 0: lineEnd, index }] of ends.entries()) {
    const next = index + lineEnd.length;
    const nextLine = text.slice(next, ends[which + 1]?.index ?? text.length);
    const line = text.slice(at, index);
    const parts =
      line.includes('\t') ||
      nextLine.includes('\t') ||
      (ITEM.test(nextLine) && !INTRODUCES.test(line));
    result += line + (parts ? '\n' : ' ').padStart(lineEnd.length, ' ');
    at = next;
  }
  return result + text.slice(at);
}

/** Returns where the sentence begins that goes on over a place. */
function lastEnd(text: string, place: number): number {
  let last = 0;
  for (const end of endsOf(text)) {
    if (end > place) break;
    last = end;
  }
  return isInClauses(text, place) ? Math.max(last, clauseStart(text.slice(0, place))) : last;
}

function firstEnd(text: string, place: number): number {
  const first = endsOf(text).find((end) => end >= place) ?? text.length;
  return isInClauses(text, place) ? Math.min(first, clauseEnd(text, place)) : first;
}

/** All places where a sentence ends and the next one begins. */
function endsOf(text: string): number[] {
  const ends: number[] = [];
  for (const { index } of segmenter.segment(text)) {
    const end = endBefore(text, index);
    if (end > 0 && isEndOfSentence(text, end)) ends.push(end);
  }
  return ends;
}

function isInClauses(text: string, place: number): boolean {
  return CLAUSES.test(text.slice(place)) || CLAUSES.test(text.slice(Math.max(0, place - 1)));
}

/** Returns where the clause before the one that a text ends in begins. */
function clauseStart(text: string): number {
  const own = text.lastIndexOf(' ', text.trimEnd().length - 1);
  return own <= 0 ? 0 : text.lastIndexOf(' ', own - 1) + 1;
}

function clauseEnd(text: string, place: number): number {
  const rest = text.slice(place);
  const blank = rest.length - rest.trimStart().length;
  const own = text.indexOf(' ', place + blank);
  if (own < 0) return text.length;
  const next = text.indexOf(' ', own + 1);
  return next < 0 ? text.length : next;
}
