/**
 * What is drawn at one place: a letter, or the letters of a ligature or a syllable. Lengths are in points,
 * in a frame that is turned so that the text runs from left to right on a level line, upwards positive.
 */
export interface Glyph {
  /** The characters in logical order; empty where the producer tells no Unicode for it. */
  readonly text: string;
  /** Where it begins and ends along its line, with the room that belongs to it. */
  readonly left: number;
  readonly right: number;
  /** The middle of its ink along the line. */
  readonly middle: number;
  /** The upper edge of its ink. */
  readonly top: number;
  /** Height of the line that it stands on. */
  readonly baseline: number;
  /** The size of its font, as it comes out on the page; above 0. */
  readonly size: number;
  readonly visible: boolean;
  /** Whether a rule goes through it. */
  readonly struck?: boolean;
  /** Made of several characters that the producer names for it, so that `right` may be too small. */
  readonly cluster: boolean;
}

/** What a page has, by the direction of writing in whole degrees counterclockwise; 0 is upright. */
export type PageGlyphs = ReadonlyMap<number, readonly Glyph[]>;

/** In sizes: the parts of one ligature begin at nearly one place. */
const ONE_PLACE = 0.05;

/** Compares glyphs by where they stand from left to right. */
export function byPlace(a: Glyph, b: Glyph): number {
  const apart = a.left - b.left;
  const isOne = Math.abs(apart) < ONE_PLACE * Math.min(a.size, b.size);
  return isOne && a.middle !== b.middle ? a.middle - b.middle : apart;
}
