import type { ExtractedText, Mark } from '../../../../events/source/source-events.js';
import { codePointOffsets, unitOffsets } from '../../../text/code-points.js';
import { unitsOf } from '../../../text/code-units.js';
import type { Place } from '../../../text/place.js';
import { GramIndex } from '../search/gram-index.js';
import { occurrences } from '../search/occurrences.js';
import { seamsOf } from './seams.js';
import { skeletonOf, without, type Skeleton } from './skeleton.js';

/** What the ledger recorded of the text besides its words, in code points. */
export type TextDetails = Pick<
  Exclude<ExtractedText, { readonly reason: string }>,
  'article' | 'marks' | 'language'
>;

/** The text as it is, or as it reads without what its document strikes out, or has put in. */
export interface ReadingText {
  readonly skeleton: Skeleton;
  /** What is left out, in order; UTF-16 code units. */
  readonly left: readonly Place[];
  /** True where that is what was put in: the text as it was, which the document no longer says. */
  readonly isFormer?: boolean;
}

/** An index costs about as much as so many readings of the text. */
const SEARCHES_BEFORE_INDEX = 20;

/** The search for one pattern after another in one text. */
class RepeatedSearch {
  private searches = 0;
  private index?: GramIndex;

  placesOf(text: Uint16Array, pattern: Uint16Array): Iterable<number> {
    this.searches += 1;
    if (this.searches > SEARCHES_BEFORE_INDEX) this.index ??= new GramIndex(text);
    return this.index?.placesOf(pattern) ?? occurrences(text, pattern);
  }
}

/**
 * A snapshot's text in the forms that the search for a quote needs, each made when first asked for. One
 * that is kept serves any number of quotes; it takes about twenty bytes for a code unit of the text.
 */
export class SnapshotText {
  /** In UTF-16 code units, in order. */
  readonly marks: readonly Mark[];
  /** In UTF-16 code units; undefined where the text has no article, or nothing else. */
  readonly article: Place | undefined;
  /** The language that the document says it has: BCP 47. */
  readonly language: string | undefined;

  private unitsMade?: Uint16Array;
  private readonly textSearch = new RepeatedSearch();
  private readonly letterSearch = new RepeatedSearch();
  private seamsMade?: readonly number[];
  private readingsMade?: readonly ReadingText[];
  private offsetsMade?: (unitOffset: number) => number;

  /** @param details in code points, as they were recorded */
  constructor(
    readonly text: string,
    { article, marks = [], language }: TextDetails = {},
  ) {
    const points = [...(article ? [article] : []), ...marks].flatMap(({ start, end }) => [
      start,
      end,
    ]);
    const units = unitOffsets(text, points);
    const inUnits = ({ start, end }: Place) => ({ start: units(start), end: units(end) });
    this.article = article && inUnits(article);
    this.marks = marks.map((mark) => ({ kind: mark.kind, ...inUnits(mark) }));
    this.language = language;
  }

  get units(): Uint16Array {
    return (this.unitsMade ??= unitsOf(this.text));
  }

  get skeleton(): Skeleton {
    return this.readings[0]!.skeleton;
  }

  /** The whole text first. */
  get readings(): readonly ReadingText[] {
    return (this.readingsMade ??= this.makeReadings());
  }

  /** Returns where it runs together what its document has apart; see {@link seamsOf}. */
  get seams(): readonly number[] {
    return (this.seamsMade ??= seamsOf(this.text, this.marks));
  }

  /** Every place of these units in the text, in order; an index serves those who look often. */
  placesOf(units: Uint16Array): Iterable<number> {
    return this.textSearch.placesOf(this.units, units);
  }

  /** Every place of these letters in the whole text's skeleton, likewise. */
  placesOfLetters(letters: Uint16Array): Iterable<number> {
    return this.letterSearch.placesOf(this.skeleton.units, letters);
  }

  /** Turns an offset in UTF-16 code units into one in code points. */
  get codePointAt(): (unitOffset: number) => number {
    return (this.offsetsMade ??= codePointOffsets(this.text, this.units));
  }

  private makeReadings(): readonly ReadingText[] {
    const skeleton = skeletonOf(this.text, this.units);
    const whole = { skeleton, left: [] };
    const others = (['struck', 'inserted'] as const).flatMap((kind) => {
      const left = this.marks.filter((mark) => mark.kind === kind);
      const isFormer = kind === 'inserted';
      return left.length === 0 ? [] : [{ skeleton: without(skeleton, left), left, isFormer }];
    });
    return [whole, ...others];
  }
}
