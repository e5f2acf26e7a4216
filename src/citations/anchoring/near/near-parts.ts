import type { Place } from '../../../text/place.js';
import { longestGaps } from '../elided/elided-quote.js';
import type { QuotePart, QuoteParts } from '../elided/quote-parts.js';
import { SnapshotText } from '../texts/snapshot-text.js';
import { lettersIn } from '../words/word-edges.js';
import { isNear, MOST_UNITS, nearestPassages, type NearPassage } from './nearest-passage.js';

/** A place that reaches from the first of the passages that a quote's parts alter to the last. */
export interface NearParts extends Place {
  /** The score of all passages as if they were one. */
  readonly score: number;
  /** One for each part, in order. */
  readonly passages: readonly NearPassage[];
}

/** A longest part of fewer letters is near something in almost any text. */
const SHORTEST_TO_BEGIN_WITH = 10;

/** From how many places of its longest part a quote is followed to both sides. */
const MOST_STARTS = 4;

/** Letters of a passage for each of a part that is near it, and some room for spaces. */
const ROOM = 1.5;
const MORE_ROOM = 80;

/**
 * Where a quote with an ellipsis stands in other words: a passage that is near each of its parts, in
 * order and no further apart than in {@link longestGaps}. Those at the best score, in order; none
 * holds another.
 *
 * The longest part is looked for in the whole text, the others only where they can stand beside it,
 * each the nearest there is. So a quote is missed where its longest part is nearer to another place or
 * equally near to more than {@link MOST_STARTS}, or where a bracket cuts a word of it, which then
 * cannot be compared.
 */
export function nearestParts(
  snapshot: SnapshotText,
  { parts, elided }: QuoteParts,
  language: string | undefined,
): NearParts[] {
  const gaps = longestGaps(parts);
  if (!elided || !gaps || parts.some(({ cutBefore, cutAfter }) => cutBefore || cutAfter)) return [];
  const longest = parts.reduce(
    (best, { text }, index) => (text.length > parts[best]!.text.length ? index : best),
    0,
  );
  if (lettersIn(parts[longest]!.text) < SHORTEST_TO_BEGIN_WITH) return [];
  const starts = nearestPassages(snapshot, parts[longest]!.text, language)
    .filter(isNear)
    .slice(0, MOST_STARTS);
  if (starts.length === 0) return [];
  // All that is read beside the starts is bounded as one search of the whole text is.
  const mostUnits = Math.floor(MOST_UNITS / (starts.length * (parts.length - 1)));
  const sought = { text: snapshot.text, parts, gaps, mostUnits, language };
  const found = starts
    .map((start) => followed(sought, longest, start))
    .filter((chain) => chain !== undefined);
  const score = Math.max(...found.map((chain) => chain.score));
  const nearest = found.filter((chain) => chain.score === score);
  return nearest.filter(
    (chain, index) =>
      !nearest.some((other, at) => holds(chain, other) && (at < index || !holds(other, chain))),
  );
}

interface Sought {
  readonly text: string;
  readonly parts: readonly QuotePart[];
  /** See {@link longestGaps}. */
  readonly gaps: readonly number[];
  /** As {@link nearestPassages} takes it, for each part. */
  readonly mostUnits: number;
  readonly language: string | undefined;
}

/**
 * Finds the other parts on both sides of one part's passage; undefined where one is missing. One that touches
 * the edge of where it was looked for may go on behind it, and is none.
 */
function followed(
  { text, parts, gaps, mostUnits, language }: Sought,
  index: number,
  start: NearPassage,
): NearParts | undefined {
  const near = ({ text: words }: QuotePart, from: number, to: number): NearPassage[] =>
    nearestPassages(new SnapshotText(text.slice(from, to)), words, language, mostUnits)
      .filter(isNear)
      .map((one) => ({ ...one, start: from + one.start, end: from + one.end }));
  const passages = [start];
  for (let right = index + 1; right < parts.length; right += 1) {
    const part = parts[right]!;
    const from = passages.at(-1)!.end;
    const to = Math.min(from + gaps[right]! + roomFor(part), text.length);
    const next = near(part, from, to).at(0);
    if (!next || next.start - from > gaps[right]! || (next.end === to && to < text.length)) {
      return undefined;
    }
    passages.push(next);
  }
  for (let left = index - 1; left >= 0; left -= 1) {
    const part = parts[left]!;
    const to = passages[0]!.start;
    const from = Math.max(0, to - gaps[left + 1]! - roomFor(part));
    const next = near(part, from, to).at(-1);
    if (!next || to - next.end > gaps[left + 1]! || (next.start === from && from > 0)) {
      return undefined;
    }
    passages.unshift(next);
  }
  const letters = passages.reduce((sum, passage) => sum + passage.letters, 0);
  const alike = passages.reduce((sum, passage) => sum + passage.score * passage.letters, 0);
  const { end } = passages.at(-1)!;
  return { start: passages[0]!.start, end, score: alike / letters, passages };
}

function roomFor({ text }: QuotePart): number {
  return Math.ceil(text.length * ROOM) + MORE_ROOM;
}

function holds(outer: Place, inner: Place): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}
