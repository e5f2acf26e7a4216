import type { Anchoring, Fidelity, Quote } from '../../../events/citation/citation-events.js';
import { exactly, normalized, type Finder, type Place } from './finders.js';
import { SnapshotText } from './snapshot-text.js';
import { surroundings } from './surroundings.js';

/** Raised with every change that may find a quote elsewhere, or not at all. */
const ALGORITHM = 'text-quote/1';

/** How many places of an ambiguous quote are kept, the first ones. */
export const MOST_PLACES = 100;

/** The readings of a quote, the most faithful first. The first that finds it at all decides. */
const READINGS: readonly { readonly fidelity: Fidelity; readonly find: Finder }[] = [
  { fidelity: 'exact', find: exactly },
  { fidelity: 'normalized', find: normalized },
];

/**
 * Looks for a quote (W3C TextQuoteSelector) in a snapshot's text. One place is `anchored`, whatever is
 * around it. Of several, those with the quote's prefix before and its suffix after them are kept, if
 * there are any; one left is `anchored`, more are `ambiguous`. Positions are in Unicode code points and
 * the passage's words are the snapshot's own.
 *
 * The cost grows with the lengths of text and quote, and never with their product; among many places
 * (m of them) prefix and suffix add m · log(text). A text of a million characters takes some 20 ms to
 * search, of which reading it once and normalizing it are the most. Memory is about ten bytes for a
 * code unit of the text, and as much again where prefix and suffix must decide.
 */
export function anchorQuote(text: string, quote: Quote): Anchoring {
  const snapshot = new SnapshotText(text);
  for (const { fidelity, find } of READINGS) {
    const found = first(MOST_PLACES, find(snapshot, quote.exact));
    if (found.length > 0)
      return anchoring(snapshot, fidelity, narrowed(found, snapshot, quote, find));
  }
  return { algorithm: ALGORITHM, fidelity: 'absent', anchor: 'orphaned' };
}

function narrowed(
  found: readonly Place[],
  snapshot: SnapshotText,
  quote: Quote,
  find: Finder,
): readonly Place[] {
  if (found.length < 2) return found;
  const fits = surroundings(snapshot, quote);
  if (!fits) return found;
  // Searched again rather than kept: a text can hold as many places as characters.
  const fitting = first(MOST_PLACES, find(snapshot, quote.exact), fits);
  return fitting.length > 0 ? fitting : found;
}

function anchoring(
  snapshot: SnapshotText,
  fidelity: Fidelity,
  places: readonly Place[],
): Anchoring {
  const inCodePoints = places.map(({ start, end }) => ({
    start: snapshot.codePointAt(start),
    end: snapshot.codePointAt(end),
  }));
  const [only, ...others] = inCodePoints;
  if (!only || others.length > 0) {
    return { algorithm: ALGORITHM, fidelity, anchor: 'ambiguous', places: inCodePoints };
  }
  const exact = snapshot.text.slice(places[0]!.start, places[0]!.end);
  return { algorithm: ALGORITHM, fidelity, anchor: 'anchored', passage: { ...only, exact } };
}

function first(
  count: number,
  places: Iterable<Place>,
  fits: (place: Place) => boolean = () => true,
): Place[] {
  const taken: Place[] = [];
  for (const place of places) {
    if (!fits(place)) continue;
    taken.push(place);
    if (taken.length === count) break;
  }
  return taken;
}
