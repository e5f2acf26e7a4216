import type { Anchoring, Fidelity } from '../../../events/citation/citation-events.js';
import type { ToldLanguage } from '../../text/language.js';
import type { Place } from '../../text/place.js';

/** How many places of an ambiguous quote are kept, the first ones. */
export const MOST_PLACES = 100;

/** Whether a place is one of those that are looked for. */
export type Fits = (place: Place) => boolean;

export const everywhere: Fits = () => true;

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
