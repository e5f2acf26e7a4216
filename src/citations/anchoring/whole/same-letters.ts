import type { Place } from '../../../text/place.js';
import { Comparisons } from '../comparing/comparisons.js';
import { extentOf, quoteWords } from '../comparing/extent.js';
import { sameWords, scoreOf, touched, type SameWords } from '../comparing/same-words.js';
import { MOST_PLACES, type Fits } from '../reading.js';
import { occurrences } from '../search/occurrences.js';
import { isBoundary, skeletonOf, type Run, type Skeleton } from '../texts/skeleton.js';
import type { ReadingText, SnapshotText } from '../texts/snapshot-text.js';
import { isWordEdge } from '../words/word-edges.js';

interface Found {
  readonly faithful: readonly SameWords[];
  readonly changed: readonly SameWords[];
}

/** The places of a snapshot that have a quote's letters and digits, whatever stands between them. */
export class SameLetters {
  private readonly letters: Uint16Array;
  private known?: { readonly fits: Fits; readonly found: Found };

  constructor(
    private readonly snapshot: SnapshotText,
    readonly words: string,
    private readonly language: string | undefined,
  ) {
    this.letters = skeletonOf(words).units;
  }

  /** How many letters and digits the quote has. */
  get length(): number {
    return this.letters.length;
  }

  /** Returns the places of the same words in another dress; of these, those with the most of the quote's marks. */
  faithful(fits: Fits): readonly SameWords[] {
    const { faithful } = this.search(fits);
    const fewest = Math.min(...faithful.map(({ ownMarks }) => ownMarks));
    return faithful.filter(({ ownMarks }) => ownMarks === fewest);
  }

  /** Returns the places with the least changes, which begin and end with whole words. */
  changed(fits: Fits): readonly SameWords[] {
    const { changed } = this.search(fits);
    const scored = changed.map((place) => scoreOf(place.changes, this.letters.length));
    const best = Math.max(...scored);
    const nearest = changed.filter((_, index) => scored[index] === best);
    const fewest = Math.min(...nearest.map(({ changes }) => changes.length));
    const least = nearest.filter(({ changes }) => changes.length === fewest);
    // The text with what is struck out and the one without can have the same place.
    const places = new Map(least.map((place) => [`${place.start} ${place.end}`, place]));
    return [...places.values()].slice(0, MOST_PLACES);
  }

  private search(fits: Fits): Found {
    if (this.known?.fits !== fits) this.known = { fits, found: this.searched(fits) };
    return this.known.found;
  }

  /** The whole text first; without what is struck out, or inserted, where it has nothing faithful. */
  private searched(fits: Fits): Found {
    const changed: SameWords[] = [];
    if (this.letters.length === 0) return { faithful: [], changed };
    const quote = quoteWords(this.words);
    for (const reading of this.snapshot.readings) {
      const faithful: SameWords[] = [];
      const bound = new Comparisons();
      const places =
        reading.left.length === 0 ? this.snapshot.placesOfLetters(this.letters) : undefined;
      for (const run of runsOf(reading.skeleton, this.letters, places)) {
        const letters = placeOf(reading, run);
        if (quote.closesWithSuffix && !this.endsWhole(letters)) continue;
        const extent = extentOf(this.snapshot, letters, quote, this.language);
        if (!fits(extent)) continue;
        const left = this.leftOutOf(reading, extent);
        const place = sameWords(this.snapshot, left, extent, this.language);
        if (place.changes.length === 0) faithful.push(place);
        // Parts of one number (9,99 has 99 twice) are one place.
        else if (this.isWhole(place) && !isSamePlace(changed.at(-1), place)) changed.push(place);
        if (
          faithful.length === MOST_PLACES ||
          !bound.allow(place.end - place.start, touched(place.changes))
        )
          break;
      }
      if (faithful.length > 0) return { faithful, changed };
    }
    return { faithful: [], changed };
  }

  /**
   * What was put in belongs to what the document says, so that leaving it out is a change; but not where
   * something was struck out for it, and the quote has the words of before.
   */
  private leftOutOf({ left, isFormer = false }: ReadingText, place: Place): readonly Place[] {
    const isReplaced = this.snapshot.marks.some(
      ({ kind, start, end }) => kind === 'struck' && start < place.end && place.start < end,
    );
    return isFormer && !isReplaced ? [] : left;
  }

  private isWhole({ start, end }: Place): boolean {
    const { units } = this.snapshot;
    return isWordEdge(units, start) && isWordEdge(units, end);
  }

  /** "$5 monthly" has no $5m. */
  private endsWhole({ end }: Place): boolean {
    return isWordEdge(this.snapshot.units, end);
  }
}

/**
 * Every run of the letters and digits of a quote, in order, that does not begin or end within a piece.
 *
 * @param places where those letters stand, in order
 */
export function* runsOf(
  skeleton: Skeleton,
  quote: Uint16Array,
  places: Iterable<number> = occurrences(skeleton.units, quote),
): Generator<Run> {
  for (const from of places) {
    const to = from + quote.length;
    if (isBoundary(skeleton, from) && isBoundary(skeleton, to)) yield { from, to };
  }
}

function isSamePlace(one: Place | undefined, { start, end }: Place): boolean {
  return one?.start === start && one.end === end;
}

function placeOf({ skeleton }: ReadingText, { from, to }: Run): Place {
  return { start: skeleton.starts[from]!, end: skeleton.ends[to - 1]! };
}
