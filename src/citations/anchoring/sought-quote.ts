import { ElidedQuote } from './elided/elided-quote.js';
import { quoteParts } from './elided/quote-parts.js';
import { nearestReading, type Nearest } from './near/near-readings.js';
import type { SnapshotText } from './texts/snapshot-text.js';
import { SameLetters } from './whole/same-letters.js';

/** A quote that is looked for in a text, in the forms that its readings have it in. */
export class SoughtQuote {
  /** The quote as it is. */
  readonly whole: SameLetters;
  /** The quote in one piece without what its editor only added; none where that is nothing, or parts it. */
  readonly unmarked: readonly SameLetters[];
  /** The quote without its marks. */
  readonly plain: string;
  /** What it has in square brackets. */
  readonly insertions: readonly string[];
  /** Part by part. A letter that begins a word in brackets in the other case, and else as it is typed. */
  readonly elided: readonly ElidedQuote[];

  private nearestMade?: Nearest;

  /** @param language BCP 47, by which numbers, case and changed words are told */
  constructor(
    readonly snapshot: SnapshotText,
    readonly exact: string,
    readonly language: string | undefined,
  ) {
    const parted = quoteParts(exact);
    const asTyped = parted.marked ? quoteParts(exact, true) : parted;
    const ways = asTyped.plain === parted.plain ? [parted] : [parted, asTyped];
    const isUnmarked = parted.marked && !parted.elided && parted.parts.length > 0;
    const inOnePiece = (words: string) => new SameLetters(snapshot, words, language);
    this.whole = inOnePiece(exact);
    this.unmarked = isUnmarked ? ways.map(({ plain }) => inOnePiece(plain)) : [];
    this.plain = parted.plain;
    this.insertions = parted.insertions;
    this.elided = ways.map((way) => new ElidedQuote(snapshot, way, language));
  }

  /** The passage that is the nearest to the quote, wherever that is. */
  get nearest(): Nearest {
    return (this.nearestMade ??= nearestReading(
      this.snapshot,
      this.exact,
      this.elided[0]!.quote,
      this.language,
    ));
  }
}
