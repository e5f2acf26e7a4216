import type { Anchoring, Quote } from '../../../events/citation/citation-events.js';
import type { Place } from '../../text/place.js';
import { narrowed } from './placement/narrowing.js';
import { languageOfQuote, type LanguageKnowledge } from './placement/passage-language.js';
import { placementOf } from './placement/placement.js';
import { everywhere, type Reading } from './reading.js';
import { READINGS } from './readings.js';
import { SoughtQuote } from './sought-quote.js';
import { SnapshotText } from './texts/snapshot-text.js';

export { MOST_PLACES } from './reading.js';

/** Raised with every change that may find a quote elsewhere, or not at all. */
export const ALGORITHM = 'text-quote/5';

/**
 * Looks for a quote (W3C TextQuoteSelector) in a snapshot's text. The first of {@link READINGS} that finds
 * it decides; none is `absent`, with the score of what was the nearest. What is altered is told, change by
 * change.
 *
 * A number is never cut or altered unseen: a place within one is none, nor is half of a word that a line
 * end divides, and the passage has them whole. Where the document strikes words out, or inserts some, the
 * text is read with and without them.
 *
 * One place is `anchored`, whatever is around it; of several, the one that is left when they are
 * {@link narrowed}, and more are `ambiguous`. Positions are in Unicode code points and the passage's words
 * are the snapshot's own.
 *
 * The cost grows with the lengths of text and quote, and never with their product. Each reading goes
 * over the text once: those of the quote in one piece as Horspool does and, where that compares too much,
 * as Knuth, Morris and Pratt do; elided ones likewise for each of at most 16 parts; what is near with a
 * rolling hash, twice where there is an ellipsis, whose few candidates are then aligned word by word under
 * a fixed number of steps. Among many places (m of them) prefix and suffix add m · log(text).
 * `bench/anchoring.ts` measures it. A text that is prepared once serves many quotes.
 *
 * @param text as it is, or prepared with what the ledger recorded of it
 * @param knowledge what tells the language of numbers, of the case of letters and of negations
 */
export function anchorQuote(
  text: string | SnapshotText,
  quote: Quote,
  knowledge: LanguageKnowledge = {},
): Anchoring {
  const snapshot = typeof text === 'string' ? new SnapshotText(text) : text;
  const language = languageOfQuote(quote.exact, snapshot, knowledge)?.language;
  const sought = new SoughtQuote(snapshot, quote.exact, language);
  for (const { of } of READINGS) {
    for (const reading of of(sought)) {
      const found = reading.find(everywhere);
      if (found.length === 0) continue;
      return told(snapshot, reading, narrowed(snapshot, quote, reading, found), knowledge);
    }
  }
  const nearestScore = rounded(sought.nearest.score);
  return { algorithm: ALGORITHM, fidelity: 'absent', anchor: 'orphaned', nearestScore };
}

/** What is told of a quote at the places where a reading has it. */
function told(
  snapshot: SnapshotText,
  { fidelity, insertions = [], details }: Reading,
  places: readonly Place[],
  knowledge: LanguageKnowledge,
): Anchoring {
  const wordsAt = ({ start, end }: Place) => snapshot.text.slice(start, end);
  const inCodePoints = places.map(({ start, end }) => ({
    start: snapshot.codePointAt(start),
    end: snapshot.codePointAt(end),
  }));
  // What the page has in brackets as well is none of the quote's own.
  const own = insertions.filter(
    (words) => !places.every((place) => wordsAt(place).includes(`[${words}]`)),
  );
  const found = {
    algorithm: ALGORITHM,
    fidelity,
    ...(own.length > 0 && { insertions: own.slice(0, MOST_INSERTIONS) }),
  };
  const [only, ...others] = inCodePoints;
  if (!only || others.length > 0) {
    const difference = sameDifference(places.map((place) => details?.(place, undefined)));
    return { ...found, anchor: 'ambiguous', places: inCodePoints, ...difference };
  }
  const place = places[0]!;
  const passage = { ...only, exact: wordsAt(place) };
  const { told: around, language } = placementOf(snapshot, place, knowledge);
  return { ...found, anchor: 'anchored', passage, ...details?.(place, language), ...around };
}

/** What is altered, where it is the same in all places. */
function sameDifference(
  told: readonly (Pick<Anchoring, 'difference'> | undefined)[],
): Pick<Anchoring, 'difference'> {
  const [first, ...others] = told.map((one) => one?.difference);
  const changes = JSON.stringify(first?.changes);
  const same = others.every((other) => JSON.stringify(other?.changes) === changes);
  return first && same ? { difference: first } : {};
}

/** As many as an event may hold. */
const MOST_INSERTIONS = 100;

/** Rounds to three decimal places. */
function rounded(score: number): number {
  return Math.floor(score * 1000) / 1000;
}
