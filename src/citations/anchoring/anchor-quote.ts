import type { Anchoring, Quote } from '../../../events/citation/citation-events.js';
import { elidedPlaces, omissionsBetween, type ElidedPlace, type ElidedPlaces } from './elision.js';
import { exactly, type Place } from './finders.js';
import { differenceBetween, nearestReading } from './near-readings.js';
import { languageOfQuote, type LanguageKnowledge } from './passage-language.js';
import { placementOf } from './placement.js';
import { quoteParts, type QuoteParts } from './quote-parts.js';
import { MOST_PLACES, type Fits, type Reading } from './reading.js';
import { SameLetters } from './same-letters.js';
import type { SameWords } from './same-words.js';
import { SnapshotText } from './snapshot-text.js';
import { surroundings } from './surroundings.js';

export { MOST_PLACES } from './reading.js';

/** Raised with every change that may find a quote elsewhere, or not at all. */
export const ALGORITHM = 'text-quote/5';

/**
 * Looks for a quote (W3C TextQuoteSelector) in a snapshot's text. The first of these readings that
 * finds it decides:
 *
 * 1. `exact`: unit for unit, brackets and ellipses included;
 * 2. `normalized`: the same words in another dress, as `changesIn` has it: spaces, quotation marks, dashes,
 *    NFKC, vowel marks, words and numbers divided at a line end, the grouping of numbers and the script of
 *    their digits, signs of notes, the quote's own outer marks;
 * 3. the two again without what the editor of the quote only added: an ellipsis at either end,
 *    insertions in square brackets;
 * 4. `elided`: its parts in order, with bounded gaps between them, which are kept as `omitted`;
 * 5. `altered`: the same letters with other marks, case or numbers, in one passage or in parts; or each
 *    part near a passage; or else the one passage of whole words at the least edit distance. What is near
 *    has a score of 0.7 or more and a word in common, or two thirds of the words in the same order, and goes
 *    on across a row of words that the quote leaves out. What is altered is told, change by change;
 * 6. `absent`, with the score of what was the nearest.
 *
 * A number is never cut or altered unseen: a place within one is none, nor is half of a word that a line
 * end divides, and the passage has them whole. Where the document strikes words out, or inserts some, the
 * text is read with and without them.
 *
 * One place is `anchored`, whatever is around it. Of several, those with the quote's prefix before and
 * its suffix after them are kept, if there are any; then those in the article; then those in words that
 * are neither struck out nor unseen. One left is `anchored`, more are `ambiguous`. Positions are in
 * Unicode code points and the passage's words are the snapshot's own.
 *
 * The cost grows with the lengths of text and quote, and never with their product. Each reading goes
 * over the text once: 1, 2 and 3 as Horspool does and, where that compares too much, as Knuth, Morris
 * and Pratt do; 4 likewise for each of at most 16 parts; 5 with a rolling hash, twice where there is an
 * ellipsis, whose few candidates are then aligned word by word under a fixed number of steps. Among
 * many places (m of them) prefix and suffix add m · log(text). `bench/anchoring.ts` measures it. A text
 * that is prepared once serves many quotes.
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
  return new Search(snapshot, quote, knowledge).run();
}

class Search {
  /** By which numbers, case and changed words are told. */
  private readonly language: string | undefined;

  constructor(
    private readonly snapshot: SnapshotText,
    private readonly quote: Quote,
    private readonly knowledge: LanguageKnowledge,
  ) {
    this.language = languageOfQuote(quote.exact, snapshot, knowledge)?.language;
  }

  run(): Anchoring {
    const { exact } = this.quote;
    const marks = quoteParts(exact);
    const asTyped = marks.marked ? quoteParts(exact, true) : marks;
    for (const reading of this.readings(marks, asTyped)) {
      const found = reading.find(everywhere);
      if (found.length > 0) return this.anchoring(reading, this.narrowed(reading, found));
    }
    const nearest = nearestReading(this.snapshot, exact, marks, this.language);
    if (typeof nearest !== 'number') {
      return this.anchoring(nearest, this.narrowed(nearest, nearest.find(everywhere)));
    }
    const nearestScore = rounded(nearest);
    return { algorithm: ALGORITHM, fidelity: 'absent', anchor: 'orphaned', nearestScore };
  }

  /** The readings that have the quote's own letters, the most faithful first. */
  private *readings(marks: QuoteParts, asTyped: QuoteParts): Generator<Reading> {
    const { plain, insertions, elided, marked, parts } = marks;
    const readings = asTyped.plain === plain ? [marks] : [marks, asTyped];
    const wholes = [this.quote.exact];
    if (marked && !elided && parts.length > 0) wholes.push(...readings.map(({ plain }) => plain));
    const letters = wholes.map((words) => new SameLetters(this.snapshot, words, this.language));
    for (const [index, words] of wholes.entries()) {
      const own = index === 0 ? plain : words;
      yield {
        fidelity: 'exact',
        insertions,
        find: (fits) => first(exactly(this.snapshot, words, this.language), fits),
      };
      const find = (fits: Fits) => letters[index]!.faithful(fits);
      // The ellipses at its ends are the quote's own, and the words as they are.
      const asTheyAre = (fits: Fits) => find(fits).filter((place) => this.wordsAt(place) === own);
      if (marked && !elided) yield { fidelity: 'exact', insertions, find: asTheyAre };
      yield { fidelity: 'normalized', insertions, find };
    }
    for (const one of readings) yield this.elided(one, 'elided');
    // Those with the least changes; of equals those without the brackets, which are then told.
    const fewest = (found: SameLetters) =>
      Math.min(...found.changed(everywhere).map(({ changes }) => changes.length));
    for (const found of [...letters.slice(1), letters[0]!]
      .map((one) => ({ one, changes: fewest(one) }))
      .toSorted((a, b) => a.changes - b.changes)) {
      yield this.changed(found.one, found.one === letters[0] ? [] : insertions);
    }
    for (const one of readings) yield this.elided(one, 'altered');
  }

  private changed(letters: SameLetters, insertions: readonly string[]): Reading<SameWords> {
    return {
      fidelity: 'altered',
      insertions,
      find: (fits) => letters.changed(fits),
      details: (place) => ({ difference: differenceBetween([place], letters.length) }),
    };
  }

  /** With all its parts in the same words, or else with some of them altered. */
  private elided(marks: QuoteParts, fidelity: 'elided' | 'altered'): Reading<ElidedPlace> {
    const { parts, insertions } = marks;
    return {
      fidelity,
      insertions,
      find: (fits) => {
        const { faithful, changed } = this.elidedPlaces(marks, fits);
        return fidelity === 'elided' ? faithful : changed;
      },
      details: (place, language) => {
        const omitted = omissionsBetween(this.snapshot, place.parts, parts, language);
        if (fidelity === 'elided') return { omitted };
        const letters = parts.reduce((sum, { text }) => sum + text.length, 0);
        return { omitted, difference: differenceBetween(place.parts, letters) };
      },
    };
  }

  private known?: {
    readonly marks: QuoteParts;
    readonly fits: Fits;
    readonly places: ElidedPlaces;
  };

  private elidedPlaces(marks: QuoteParts, fits: Fits): ElidedPlaces {
    if (this.known?.fits !== fits || this.known.marks !== marks) {
      this.known = { marks, fits, places: elidedPlaces(this.snapshot, marks, this.language, fits) };
    }
    return this.known.places;
  }

  /** Of several places, by what is around them and where on the page they are. */
  private narrowed<Found extends Place>(
    { find }: Reading<Found>,
    found: readonly Found[],
  ): readonly Found[] {
    const { article, marks } = this.snapshot;
    const within = (outer: Place, place: Place) =>
      outer.start <= place.start && place.end <= outer.end;
    const tests = [
      surroundings(this.snapshot, this.quote),
      article && ((place: Place) => within(article, place)),
      marks.length > 0 && ((place: Place) => !marks.some((mark) => within(mark, place))),
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

  private anchoring<Found extends Place>(
    { fidelity, insertions = [], details }: Reading<Found>,
    places: readonly Found[],
  ): Anchoring {
    const inCodePoints = places.map(({ start, end }) => ({
      start: this.snapshot.codePointAt(start),
      end: this.snapshot.codePointAt(end),
    }));
    // What the page has in brackets as well is none of the quote's own.
    const own = insertions.filter(
      (words) => !places.every((place) => this.wordsAt(place).includes(`[${words}]`)),
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
    const [place] = places as [Found];
    const passage = { ...only, exact: this.wordsAt(place) };
    const { told, language } = placementOf(this.snapshot, place, this.knowledge);
    return { ...found, anchor: 'anchored', passage, ...details?.(place, language), ...told };
  }

  private wordsAt({ start, end }: Place): string {
    return this.snapshot.text.slice(start, end);
  }
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

const everywhere: Fits = () => true;

/** As many as an event may hold. */
const MOST_INSERTIONS = 100;

/** To three places. */
function rounded(score: number): number {
  return Math.floor(score * 1000) / 1000;
}

function first(places: Iterable<Place>, fits: Fits): Place[] {
  const taken: Place[] = [];
  for (const place of places) {
    if (!fits(place)) continue;
    taken.push(place);
    if (taken.length === MOST_PLACES) break;
  }
  return taken;
}
