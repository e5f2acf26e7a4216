import { cutsPair } from './code-points.js';
import { unitsOf } from './code-units.js';
import { isBoundary, normalizedText, trimmed } from './normalized-text.js';
import { occurrences } from './occurrences.js';
import type { SnapshotText } from './snapshot-text.js';

/** A place in a snapshot's text, in UTF-16 code units, end exclusive. */
export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Every place where one reading of the quote finds it, in order. */
export type Finder = (snapshot: SnapshotText, exact: string) => Iterable<Place>;

/** The quote unit for unit, never from or to the middle of a surrogate pair. */
export const exactly: Finder = function* (snapshot, exact) {
  for (const start of occurrences(snapshot.units, unitsOf(exact))) {
    const end = start + exact.length;
    if (!cutsPair(snapshot.text, start) && !cutsPair(snapshot.text, end)) yield { start, end };
  }
};

/** Both texts normalized; a place never begins or ends inside what became one piece, such as a ligature. */
export const normalized: Finder = function* (snapshot, exact) {
  const text = snapshot.normalized;
  const pattern = trimmed(normalizedText(exact)).units;
  for (const from of occurrences(text.units, pattern)) {
    const to = from + pattern.length;
    if (isBoundary(text, from) && isBoundary(text, to)) {
      yield { start: text.starts[from]!, end: text.ends[to - 1]! };
    }
  }
};
