import type { Quote } from '../../../../events/citation/citation-events.js';
import { unitsOf } from '../../../text/code-units.js';
import type { Place } from '../../../text/place.js';
import { typed } from '../characters/typed.js';
import { occurrences } from '../search/occurrences.js';
import { skeletonOf } from '../texts/skeleton.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { isWordEdge } from '../words/word-edges.js';

type Test = (place: Place) => boolean;

/**
 * Whether a place has the quote's prefix directly before it and its suffix directly after it, as they
 * are, or letter by letter. Undefined where the quote has neither. Looks for each of them once in the
 * whole text, so that a place costs no more than a binary search.
 */
export function surroundings(
  snapshot: SnapshotText,
  quote: Pick<Quote, 'prefix' | 'suffix'>,
): Test | undefined {
  const before = neighbour(snapshot, quote.prefix, 'before');
  const after = neighbour(snapshot, quote.suffix, 'after');
  if (!before || !after) return before ?? after;
  return (place) => before(place) && after(place);
}

function neighbour(
  snapshot: SnapshotText,
  words: string | undefined,
  side: 'before' | 'after',
): Test | undefined {
  const pattern = skeletonOf(words ?? '').units;
  if (words === undefined || words.trim() === '') return undefined;
  const { skeleton } = snapshot;
  const asTheyAre = marks(snapshot.units, unitsOf(words), side);
  if (pattern.length === 0) {
    return ({ start, end }) => {
      const edge = side === 'before' ? start : end;
      return asTheyAre[edge] === 1 || hasMarks(snapshot.text, edge, words, side);
    };
  }
  const letters = marks(skeleton.units, pattern, side, (index) => {
    if (side === 'before' ? !BEGINS_WORD.test(words) : !ENDS_WORD.test(words)) return true;
    const at =
      side === 'before' ? skeleton.starts[index]! : skeleton.ends[index + pattern.length - 1]!;
    return isWordEdge(snapshot.units, at);
  });
  return ({ start, end }) => {
    const edge = side === 'before' ? start : end;
    if (asTheyAre[edge]) return true;
    const index = firstFrom(skeleton.starts, edge);
    const insideAPiece = index > 0 && skeleton.ends[index - 1]! > edge;
    return !insideAPiece && letters[index] === 1;
  };
}

/** With a space or a mark at its outer end, it cuts no word there. */
const BEGINS_WORD = /^[^\p{L}\p{M}\p{N}]/u;
const ENDS_WORD = /[^\p{L}\p{M}\p{N}]$/u;

/** How far marks without letters are looked for. */
const MARKS_WITHIN = 20;

/** Whether marks stand there as they are typed, without regard to white space. */
function hasMarks(text: string, edge: number, words: string, side: 'before' | 'after'): boolean {
  const plain = (part: string) => typed(part).replace(/\s+/gu, '');
  const wanted = plain(words);
  if (wanted === '') return false;
  return side === 'before'
    ? plain(text.slice(Math.max(0, edge - MARKS_WITHIN), edge)).endsWith(wanted)
    : plain(text.slice(edge, edge + MARKS_WITHIN)).startsWith(wanted);
}

/** A 1 at every offset that the pattern ends before, or begins after. */
function marks(
  text: Uint16Array,
  pattern: Uint16Array,
  side: 'before' | 'after',
  fits: (start: number) => boolean = () => true,
): Uint8Array {
  const marked = new Uint8Array(text.length + 1);
  const shift = side === 'before' ? pattern.length : 0;
  for (const start of occurrences(text, pattern)) {
    if (fits(start)) marked[start + shift] = 1;
  }
  return marked;
}

/** The index of the first value that is not below `least`; the values ascend. */
function firstFrom(values: Uint32Array, least: number): number {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (values[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
