import type { Anchoring, Fidelity } from '../../../events/citation/citation-events.js';
import type { ToldLanguage } from '../../text/language.js';
import type { Place } from './finders.js';

/** How many places of an ambiguous quote are kept, the first ones. */
export const MOST_PLACES = 100;

/** Whether a place is one of those that are looked for. */
export type Fits = (place: Place) => boolean;

/** One way to read a quote in a text. */
export interface Reading<Found extends Place = Place> {
  readonly fidelity: Fidelity;
  /** What of the quote's own words in square brackets is passed over. */
  readonly insertions?: readonly string[];
  /** In order, at most {@link MOST_PLACES}. */
  find(this: void, fits: Fits): readonly Found[];
  /** What can be told apart only for one place. */
  details?(
    this: void,
    place: Found,
    language: ToldLanguage | undefined,
  ): Pick<Anchoring, 'omitted' | 'difference'>;
}

/** Places of a reading that are held against the quote at the most … */
const MOST_COMPARED = 500;
/** … and how much that may cost: dividing them into words, and what is changed in them, squared. */
const MOST_COST = 500_000;

/** Bounds what the comparison of places costs: a text may hold as many as characters. */
export class Comparisons {
  private places = 0;
  private cost = 0;

  /** Whether there may be another after one of so many UTF-16 code units, some of them changed. */
  allow(units: number, changed: number): boolean {
    this.places += 1;
    this.cost += units + changed * changed;
    return this.places < MOST_COMPARED && this.cost < MOST_COST;
  }
}
