import type { Quote } from '../../../../events/citation/citation-events.js';
import type { Place } from '../../../text/place.js';
import { everywhere, type Reading } from '../reading.js';
import type { SnapshotText } from '../texts/snapshot-text.js';
import { isWithin } from './placement.js';
import { surroundings } from './surroundings.js';

/**
 * Chooses among several places those with the quote's prefix before and suffix after them, if any; among
 * these those in the article; then those in words that are neither struck out nor unseen.
 *
 * @param found what the reading finds anywhere
 */
export function narrowed<Found extends Place>(
  snapshot: SnapshotText,
  quote: Quote,
  { find }: Reading<Found>,
  found: readonly Found[],
): readonly Found[] {
  const { article, marks } = snapshot;
  const tests = [
    surroundings(snapshot, quote),
    article && ((place: Place) => isWithin(article, place)),
    marks.length > 0 && ((place: Place) => !marks.some((mark) => isWithin(mark, place))),
  ].filter((test) => test !== undefined && test !== false);
  let [kept, fits] = [found, everywhere];
  for (const test of tests) {
    if (kept.length < 2) return kept;
    const before = fits;
    const both = (place: Place) => before(place) && test(place);
    // Searched again rather than kept: a text can hold as many places as characters.
    const fitting = find(both);
    if (fitting.length > 0) [kept, fits] = [fitting, both];
  }
  return kept;
}
