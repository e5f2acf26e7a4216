import type { Glyph } from './glyph.js';
import type { Row } from './rows.js';
import { letterSpacing, seenText } from './words.js';

/** Words side by side that no wide gap divides. */
export interface Segment {
  readonly left: number;
  readonly right: number;
  readonly baseline: number;
  /** The size that most of its letters have. */
  readonly size: number;
  /** The text from left to right: letter by letter where some of the page is read from the right, else in one. */
  readonly seen: readonly string[];
}

/** In sizes of the letters beside it. */
const WIDE_GAP = 0.85;
/** The rest of a syllable may be wider than what is told of it. */
const WIDE_GAP_OF_CLUSTER = 1.7;

/**
 * The segments of a row from left to right; what is blank at their ends is left out.
 *
 * @param isRight whether some of what it stands among is read from the right
 */
export function segmentsOf({ baseline, glyphs }: Row, isRight: boolean): Segment[] {
  const spacing = letterSpacing(glyphs);
  const runs: Glyph[][] = [];
  let blanks: Glyph[] = [];
  let right = -Infinity;
  for (const glyph of glyphs) {
    if (glyph.text.trim() === '') {
      blanks.push(glyph);
      continue;
    }
    const run = runs.at(-1);
    if (run && !isApart(right, run.at(-1)!, glyph, spacing)) run.push(...blanks, glyph);
    else runs.push([glyph]);
    right = Math.max(right, glyph.right);
    blanks = [];
  }
  return runs.map((run) => segment(baseline, run, isRight, spacing));
}

function isApart(right: number, last: Glyph, glyph: Glyph, spacing: number): boolean {
  const reach = last.cluster || glyph.cluster ? WIDE_GAP_OF_CLUSTER : WIDE_GAP;
  // A word that is set apart from the next has the gap of its letters on both sides of the blank.
  return glyph.left - right > (reach + 2 * spacing) * Math.min(last.size, glyph.size);
}

function segment(
  baseline: number,
  glyphs: readonly Glyph[],
  isRight: boolean,
  spacing: number,
): Segment {
  let left = Infinity;
  let right = -Infinity;
  const bySize = new Map<number, number>();
  for (const glyph of glyphs) {
    left = Math.min(left, glyph.left);
    right = Math.max(right, glyph.right);
    bySize.set(glyph.size, (bySize.get(glyph.size) ?? 0) + 1);
  }
  const seen = seenText(glyphs, spacing);
  const size = mostFrequent(bySize);
  return { left, right, baseline, size, seen: isRight ? seen : [seen.join('')] };
}

/** The size that most of what they hold has. */
export function usualSize(segments: readonly Segment[]): number {
  const counts = new Map<number, number>();
  for (const { size, seen } of segments) {
    const length = seen.reduce((sum, piece) => sum + piece.length, 0);
    counts.set(size, (counts.get(size) ?? 0) + length);
  }
  return mostFrequent(counts);
}

/** @param counts at least one */
export function mostFrequent(counts: ReadonlyMap<number, number>): number {
  let best: readonly [number, number] = [0, 0];
  for (const each of counts) if (each[1] > best[1]) best = each;
  return best[0];
}
