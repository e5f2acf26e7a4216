import type { Anchoring, Fidelity, Quote } from '../../../events/citation/citation-events.js';
import { changesIn } from './difference.js';
import { elidedReading, omissionsBetween } from './elision.js';
import { exactly, normalized, type Finder, type Place } from './finders.js';
import { nearestParts, type NearParts } from './near-parts.js';
import { isNear, nearestPassages, type NearPassage } from './nearest-passage.js';
import { quoteParts, type QuoteParts } from './quote-parts.js';
import { SnapshotText } from './snapshot-text.js';
import { surroundings } from './surroundings.js';

/** Raised with every change that may find a quote elsewhere, or not at all. */
export const ALGORITHM = 'text-quote/3';

/** How many places of an ambiguous quote are kept, the first ones. */
export const MOST_PLACES = 100;

/** What can be told apart only for one place. */
type Details = Pick<Anchoring, 'omitted' | 'difference'>;

interface Reading<Found extends Place = Place> {
  readonly fidelity: Fidelity;
  readonly find: (snapshot: SnapshotText) => Iterable<Found>;
  readonly insertions?: readonly string[];
  readonly details?: (snapshot: SnapshotText, place: Found) => Details;
}

/**
 * Looks for a quote (W3C TextQuoteSelector) in a snapshot's text. The first of these readings that
 * finds it decides:
 *
 * 1. `exact`: unit for unit, brackets and ellipses included;
 * 2. `normalized`: spaces, quotes, dashes, NFKC and what has no width made alike;
 * 3. the two again without what the editor of the quote only added: an ellipsis at either end,
 *    insertions in square brackets;
 * 4. `elided`: its parts in order, with bounded gaps between them, which are kept as `omitted`;
 * 5. `altered`: the same as 4 with words changed, so that each part has a passage that is near it; or
 *    else the one passage of whole words at the least edit distance. What is near has a score of 0.7
 *    or more and a word in common;
 * 6. `absent`, with the score of what was the nearest.
 *
 * One place is `anchored`, whatever is around it. Of several, those with the quote's prefix before and
 * its suffix after them are kept, if there are any; one left is `anchored`, more are `ambiguous`.
 * Positions are in Unicode code points and the passage's words are the snapshot's own.
 *
 * The cost grows with the lengths of text and quote, and never with their product. Each reading goes
 * over the text once: 1, 2 and 3 as Horspool does and, where that compares too much, as Knuth, Morris
 * and Pratt do; 4 likewise for each of at most 16 parts; 5 with a rolling hash, twice where there is an
 * ellipsis, whose few candidates are then aligned word by word under a fixed number of steps. Among
 * many places (m of them) prefix and suffix add m · log(text). `bench/anchoring.ts` measures it. Memory
 * is about thirteen bytes for a code unit of the text, and as much again where prefix and suffix must
 * decide.
 */
export function anchorQuote(text: string, quote: Quote): Anchoring {
  const snapshot = new SnapshotText(text);
  const parts = quoteParts(quote.exact);
  for (const reading of faithful(quote.exact, parts)) {
    const found = first(MOST_PLACES, reading.find(snapshot));
    if (found.length > 0) {
      return anchoring(snapshot, reading, narrowed(found, snapshot, quote, reading));
    }
  }
  return altered(snapshot, quote, parts);
}

/** The readings that find the quote's own words, the most faithful first. */
function* faithful(exact: string, parts: QuoteParts): Generator<Reading> {
  yield* wordForWord(exact);
  const { plain, insertions, elided, marked } = parts;
  if (marked && !elided && parts.parts.length > 0) yield* wordForWord(plain, insertions);
  const reading = elidedReading(parts);
  if (!reading) return;
  yield {
    fidelity: 'elided',
    insertions,
    find: (snapshot) => reading.find(snapshot),
    details: (snapshot, place) => ({ omitted: reading.omittedFrom(snapshot, place) }),
  };
}

function wordForWord(exact: string, insertions: readonly string[] = []): Reading[] {
  const by = (fidelity: Fidelity, find: Finder): Reading => ({
    fidelity,
    insertions,
    find: (snapshot) => find(snapshot, exact),
  });
  return [by('exact', exactly), by('normalized', normalized)];
}

/** What is the nearest to the quote's words, if it is near enough. */
function altered(snapshot: SnapshotText, quote: Quote, marks: QuoteParts): Anchoring {
  const { parts, plain, marked, insertions } = marks;
  const inParts = nearestParts(snapshot, marks);
  if (inParts.length > 0) {
    const reading: Reading<NearParts> = {
      fidelity: 'altered',
      insertions,
      find: () => inParts,
      details: (_, { score, passages }) => ({
        omitted: omissionsBetween(snapshot, passages, parts),
        difference: differenceIn(
          snapshot,
          score,
          passages,
          parts.map(({ text }) => text),
        ),
      }),
    };
    return anchoring(snapshot, reading, narrowed(inParts, snapshot, quote, reading));
  }
  const words = marked && parts.length > 0 ? plain : quote.exact;
  const nearest = nearestPassages(snapshot, words);
  const near = nearest.filter(isNear);
  if (near.length === 0) {
    const nearestScore = rounded(nearest[0]?.score ?? 0);
    return { algorithm: ALGORITHM, fidelity: 'absent', anchor: 'orphaned', nearestScore };
  }
  const reading: Reading<NearPassage> = {
    fidelity: 'altered',
    insertions,
    find: () => near,
    details: (_, passage) => ({
      difference: differenceIn(snapshot, passage.score, [passage], [words]),
    }),
  };
  return anchoring(snapshot, reading, narrowed(near, snapshot, quote, reading));
}

/** @param quoted the quote's words for each of the passages */
function differenceIn(
  { text }: SnapshotText,
  score: number,
  passages: readonly Place[],
  quoted: readonly string[],
): Anchoring['difference'] {
  const altered = passages.map(({ start, end }, index) => ({
    passage: text.slice(start, end),
    quote: quoted[index]!,
    before: text.slice(Math.max(0, start - 20), start),
  }));
  // What differs only in spaces, or within one sign, is not the same for all that.
  return { score: rounded(Math.min(score, 0.999)), changes: changesIn(altered) };
}

/** To three places. */
function rounded(score: number): number {
  return Math.floor(score * 1000) / 1000;
}

function narrowed<Found extends Place>(
  found: readonly Found[],
  snapshot: SnapshotText,
  quote: Quote,
  { find }: Reading<Found>,
): readonly Found[] {
  if (found.length < 2) return found;
  const fits = surroundings(snapshot, quote);
  if (!fits) return found;
  // Searched again rather than kept: a text can hold as many places as characters.
  const fitting = first(MOST_PLACES, find(snapshot), fits);
  return fitting.length > 0 ? fitting : found;
}

function anchoring<Found extends Place>(
  snapshot: SnapshotText,
  { fidelity, insertions = [], details }: Reading<Found>,
  places: readonly Found[],
): Anchoring {
  const inCodePoints = places.map(({ start, end }) => ({
    start: snapshot.codePointAt(start),
    end: snapshot.codePointAt(end),
  }));
  const found = {
    algorithm: ALGORITHM,
    fidelity,
    ...(insertions.length > 0 && { insertions: insertions.slice(0, MOST_INSERTIONS) }),
  };
  const [only, ...others] = inCodePoints;
  if (!only || others.length > 0) return { ...found, anchor: 'ambiguous', places: inCodePoints };
  const exact = snapshot.text.slice(places[0]!.start, places[0]!.end);
  const passage = { ...only, exact };
  return { ...found, anchor: 'anchored', passage, ...details?.(snapshot, places[0]!) };
}

/** As many as an event may hold. */
const MOST_INSERTIONS = 100;

function first<Found extends Place>(
  count: number,
  places: Iterable<Found>,
  fits: (place: Place) => boolean = () => true,
): Found[] {
  const taken: Found[] = [];
  for (const place of places) {
    if (!fits(place)) continue;
    taken.push(place);
    if (taken.length === count) break;
  }
  return taken;
}
