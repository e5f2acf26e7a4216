import { diffArrays } from 'diff';

import type { Place } from '../../../text/place.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { isWordEdge, lettersIn } from '../words/word-edges.js';
import { isNoMark, type Word } from '../words/words.js';
import { isInSentence, MOST_LEFT_OUT } from './words-in-common.js';

/** Of fewer letters, words stand near almost anything. */
const FEWEST_LOST = 4;

/** How many words at either end of a passage are held against those of the quote. */
const LOOKED_AT = 2 * MOST_LEFT_OUT;

/** UTF-16 code units that a word takes with the space beside it, and more than most. */
const ROOM = 16;

interface Divided {
  readonly snapshot: SnapshotText;
  /** Divides a text into words as passage and quote are. */
  readonly divided: (text: string) => readonly Word[];
}

/**
 * A passage with the first and the last words of a quote, where they stand across a run of words which the
 * quote leaves out: "The yard will", before "not, under any law, sell the pier". By their letters alone
 * they are no part of the nearest passage where the run is longer than they are. The run has no more
 * than {@link MOST_LEFT_OUT} words, or there are a few shorter ones, and no sentence ends there.
 *
 * @param passage the words of the place
 * @param divided divides a text into words as passage and quote are
 */
export function withFarWords(
  snapshot: SnapshotText,
  place: Place,
  passage: readonly Word[],
  quote: readonly Word[],
  divided: (text: string) => readonly Word[],
): Place {
  const [theirs, mine] = [passage.filter(isNoMark), quote.filter(isNoMark)];
  const base = place.start - theirs[0]!.start;
  const first = lostWords(theirs.slice(0, LOOKED_AT), mine.slice(0, LOOKED_AT));
  const last = lostWords(
    theirs.slice(-LOOKED_AT).toReversed(),
    mine.slice(-LOOKED_AT).toReversed(),
  );
  const { start, end } = place;
  const across = { snapshot, divided };
  return {
    start: (first && edgeAcross(across, 'start', base + first.kept.start, first.lost)) ?? start,
    end: (last && edgeAcross(across, 'end', base + last.kept.end, last.lost)) ?? end,
  };
}

/**
 * The quote's words before the longest row of words that both have, and the first of that row; undefined
 * where half of them are there.
 */
function lostWords(
  theirs: readonly Word[],
  mine: readonly Word[],
): { readonly lost: readonly Word[]; readonly kept: Word } | undefined {
  if (theirs[0]!.key === mine[0]!.key && theirs[1]?.key === mine[1]?.key) return undefined;
  const parts = diffArrays([...theirs], [...mine], {
    comparator: (one, other) => one.key === other.key,
  });
  const common = parts.filter(({ added, removed }) => !added && !removed);
  const longest = Math.max(0, ...common.map(({ value }) => value.length));
  const row = parts.findIndex(
    ({ added, removed, value }) => !added && !removed && value.length === longest,
  );
  const before = parts.slice(0, Math.max(0, row));
  const lost = before.filter(({ removed }) => !removed).flatMap(({ value }) => value);
  const there = before
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  const letters = lettersIn(lost.map(({ key }) => key).join(''));
  if (letters < FEWEST_LOST || 2 * there >= lost.length) return undefined;
  const at = before.filter(({ added }) => !added).reduce((sum, { value }) => sum + value.length, 0);
  return { lost, kept: theirs[at]! };
}

/** Returns where the lost words begin that stand before a place, or end that stand behind it. @param lost inwards */
function edgeAcross(
  { snapshot, divided }: Divided,
  side: 'start' | 'end',
  at: number,
  lost: readonly Word[],
): number | undefined {
  const { text, units } = snapshot;
  const room = ROOM * (MOST_LEFT_OUT + lost.length);
  const from = side === 'start' ? Math.max(0, at - room) : at;
  const words = divided(text.slice(from, side === 'start' ? at : at + room)).filter(isNoMark);
  const furthest = lastOf(lost.toReversed(), side === 'start' ? words.toReversed() : words);
  if (!furthest) return undefined;
  const edge = from + furthest[side];
  const crossed =
    side === 'start' ? { start: edge, end: at + 1 } : { start: at, end: from + furthest.start };
  return isWordEdge(units, edge) && isInSentence(text, crossed) ? edge : undefined;
}

/** Goes through words for those that are sought, in order; undefined where too many others are between. */
function lastOf(sought: readonly Word[], words: readonly Word[]): Word | undefined {
  let at = 0;
  for (const word of words.slice(0, MOST_LEFT_OUT + sought.length)) {
    if (word.key === sought[at]!.key) at += 1;
    if (at === sought.length) return word;
  }
  return undefined;
}
