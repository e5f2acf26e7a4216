import type { Quote } from '../../../events/citation/citation-events.js';
import { unitsOf } from './code-units.js';
import type { Place } from './finders.js';
import { normalizedText, withoutSpaces } from './normalized-text.js';
import { occurrences } from './occurrences.js';
import type { SnapshotText } from './snapshot-text.js';

type Test = (place: Place) => boolean;

/**
 * Whether a place has the quote's prefix directly before it and its suffix directly after it, as they
 * are or normalized and without regard to white space. Undefined where the quote has neither. Looks
 * for each of them once in the whole text, so that a place costs no more than a binary search.
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
  const pattern = withoutSpaces(normalizedText(words ?? '')).units;
  if (words === undefined || pattern.length === 0) return undefined;
  const { squeezed } = snapshot;
  const asTheyAre = marks(snapshot.units, unitsOf(words), side);
  const normalized = marks(squeezed.units, pattern, side);
  return ({ start, end }) => {
    const edge = side === 'before' ? start : end;
    if (asTheyAre[edge]) return true;
    const index = firstFrom(squeezed.starts, edge);
    const insideAPiece = index > 0 && squeezed.ends[index - 1]! > edge;
    return !insideAPiece && normalized[index] === 1;
  };
}

/** A 1 at every offset that the pattern ends before, or begins after. */
function marks(text: Uint16Array, pattern: Uint16Array, side: 'before' | 'after'): Uint8Array {
  const marked = new Uint8Array(text.length + 1);
  const shift = side === 'before' ? pattern.length : 0;
  for (const start of occurrences(text, pattern)) marked[start + shift] = 1;
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
