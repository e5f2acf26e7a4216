import type { Place } from '../../text/place.js';
import { differenceBetween, type SameWords } from './comparing/same-words.js';
import type { ElidedPlace, ElidedQuote } from './elided/elided-quote.js';
import { omissionsBetween } from './elided/omissions.js';
import { everywhere, MOST_PLACES, type Fits, type Reading } from './reading.js';
import type { SoughtQuote } from './sought-quote.js';
import { exactly } from './whole/exactly.js';
import type { SameLetters } from './whole/same-letters.js';

/** A row of the table of readings. */
interface KindOfReading {
  readonly name: string;
  /** What may differ between the quote and its place. */
  readonly allows: string;
  /** Several where the quote itself can be read in more than one way. */
  readonly of: (sought: SoughtQuote) => readonly Reading[];
}

/** How a quote is read, from the most faithful to the least; the first that finds it decides. */
export const READINGS: readonly KindOfReading[] = [
  {
    name: 'as it is',
    allows: 'nothing: unit for unit, brackets and ellipses included',
    of: (sought) => [unitForUnit(sought, sought.whole)],
  },
  {
    name: 'between ellipses',
    allows: "an ellipsis at either end, which is the quote's own",
    of: (sought) =>
      sought.unmarked.length > 0 ? [sameText(sought, sought.whole, sought.plain)] : [],
  },
  {
    name: 'normalized',
    allows:
      'another dress, as `changesIn` has it: spaces, quotation marks, dashes, NFKC, vowel marks, words ' +
      'and numbers divided at a line end, the grouping of numbers and the script of their digits, signs ' +
      "of notes, the quote's own outer marks",
    of: (sought) => [sameWords(sought, sought.whole)],
  },
  {
    name: 'without what its editor added',
    allows: 'what the three before allow, and insertions in square brackets',
    of: (sought) =>
      sought.unmarked.flatMap((letters) => [
        unitForUnit(sought, letters),
        sameText(sought, letters, letters.words),
        sameWords(sought, letters),
      ]),
  },
  {
    name: 'elided',
    allows: 'bounded gaps between its parts, which stand in order and each in the same words',
    of: (sought) => sought.elided.map((parts) => elided(sought, parts)),
  },
  {
    name: 'altered',
    allows: 'other marks, case or numbers, with the same letters in one passage',
    of: ({ whole, unmarked, insertions }) =>
      withFewestChangesFirst([...unmarked, whole]).map((letters) =>
        altered(letters, letters === whole ? [] : insertions),
      ),
  },
  {
    name: 'altered in parts',
    allows: 'the same in any of its parts, with bounded gaps between them',
    of: (sought) => sought.elided.map((parts) => alteredInParts(sought, parts)),
  },
  {
    name: 'near',
    allows:
      'other words, in each of its parts or else in the one passage of whole words at the least edit ' +
      'distance: with a score of 0.7 and a word in common, or two thirds of the words in the same order, ' +
      'and across a row of words that the quote leaves out',
    of: ({ nearest }) => (nearest.reading ? [nearest.reading] : []),
  },
];

function unitForUnit(
  { snapshot, insertions, language }: SoughtQuote,
  { words }: SameLetters,
): Reading {
  return {
    fidelity: 'exact',
    insertions,
    find: (fits) => first(exactly(snapshot, words, language), fits),
  };
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

/** The same words, which the text has in the very units, if not for the whole of the quote. */
function sameText(
  { snapshot, insertions }: SoughtQuote,
  letters: SameLetters,
  text: string,
): Reading {
  return {
    fidelity: 'exact',
    insertions,
    find: (fits) =>
      letters.faithful(fits).filter(({ start, end }) => snapshot.text.slice(start, end) === text),
  };
}

function sameWords({ insertions }: SoughtQuote, letters: SameLetters): Reading {
  return { fidelity: 'normalized', insertions, find: (fits) => letters.faithful(fits) };
}

function elided({ snapshot, insertions }: SoughtQuote, parts: ElidedQuote): Reading<ElidedPlace> {
  return {
    fidelity: 'elided',
    insertions,
    find: (fits) => parts.places(fits).faithful,
    details: (place, language) => ({
      omitted: omissionsBetween(snapshot, place.parts, parts.quote.parts, language),
    }),
  };
}

/** Puts those with the fewest changes first; among equals the ones without brackets, which are then told. */
function withFewestChangesFirst(wholes: readonly SameLetters[]): SameLetters[] {
  return wholes
    .map((letters) => {
      const changes = letters.changed(everywhere).map((place) => place.changes.length);
      return { letters, fewest: Math.min(...changes) };
    })
    .toSorted((one, other) => one.fewest - other.fewest)
    .map(({ letters }) => letters);
}

function altered(letters: SameLetters, insertions: readonly string[]): Reading<SameWords> {
  return {
    fidelity: 'altered',
    insertions,
    find: (fits) => letters.changed(fits),
    details: (place) => ({ difference: differenceBetween([place], letters.length) }),
  };
}

function alteredInParts(sought: SoughtQuote, parts: ElidedQuote): Reading<ElidedPlace> {
  const letters = parts.quote.parts.reduce((sum, { text }) => sum + text.length, 0);
  const asElided = elided(sought, parts);
  return {
    ...asElided,
    fidelity: 'altered',
    find: (fits) => parts.places(fits).changed,
    details: (place, language) => ({
      ...asElided.details?.(place, language),
      difference: differenceBetween(place.parts, letters),
    }),
  };
}
