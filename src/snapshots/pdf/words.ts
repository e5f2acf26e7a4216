import { UNSPACED } from '../../text/characters.js';
import type { Glyph } from './glyph.js';
import { withSentinels } from './struck.js';

/** All in sizes of the letters beside the gap. */
const WORD_GAP = 0.14;
/** On lines that have blanks of their own a gap is most often a letter's own room. */
const GAP_BESIDE_BLANKS = 0.16;
/** The rest of a syllable may be wider than what is told of it. */
const GAP_OF_CLUSTER = 1.1;
const GAP_OF_UNSPACED = 0.6;
/** Between them and others programs of typesetting leave a quarter. */
const GAP_BESIDE_UNSPACED = 0.35;
/** Letters are not set wider apart. */
const WIDEST_LETTERSPACING = 0.65;
/** Gaps of spaced letters differ by no more, as a share and besides. */
const UNEVEN = 1.35;
const UNEVEN_BY = 0.04;
/** Fewer gaps in a row are no sign of spaced letters. */
const FEWEST_SPACED = 3;
/** Share of the gaps of a line of spaced letters that are alike. */
const MOST_SPACED = 0.75;

const LETTER = /\p{L}/u;
const WITHOUT_SPACES = new RegExp(`[${UNSPACED}\u3001\u3002\uFF01-\uFF60]`, 'u');

/**
 * The gap between the letters of a line where most of them are set apart equally, in sizes; 0 where they
 * are not. A gap between words is wider, or has a blank of its own.
 */
export function letterSpacing(glyphs: readonly Glyph[]): number {
  const gaps = glyphs
    .slice(1)
    .map((glyph, at) => ({ last: glyphs[at]!, glyph }))
    .filter(({ last, glyph }) => last.text.trim() !== '' && glyph.text.trim() !== '')
    .map(({ last, glyph }) => (glyph.left - last.right) / Math.min(glyph.size, last.size))
    .sort((a, b) => a - b);
  const median = gaps[Math.floor(gaps.length / 2)] ?? 0;
  if (gaps.length < FEWEST_SPACED || median <= WORD_GAP || median > WIDEST_LETTERSPACING) return 0;
  const like = gaps.filter((gap) => gap <= widestLike(median) && median <= widestLike(gap)).length;
  const words = glyphs.filter(({ text }) => text.trim() !== '');
  const letters = words.filter(({ text }) => LETTER.test(text)).length;
  const isSpaced = like >= MOST_SPACED * gaps.length && 2 * letters > words.length;
  return isSpaced ? median : 0;
}

function widestLike(gap: number): number {
  return gap * UNEVEN + UNEVEN_BY;
}

/**
 * What is seen of a segment from left to right: the text of each glyph, and a blank between words.
 *
 * @param spacing between the letters of its line
 */
export function seenText(glyphs: readonly Glyph[], spacing: number): string[] {
  const words = glyphs.filter(({ text }) => text.trim() !== '');
  const blanks = afterBlanks(glyphs);
  const gaps = words.map((glyph, at) => {
    const last = words[at - 1];
    return last ? (glyph.left - last.right) / Math.min(glyph.size, last.size) : 0;
  });
  const spaced = spacedLetters(words, gaps, blanks);
  const widestSpaced = spacing > 0 ? widestLike(spacing) : 0;
  const seen: string[] = [];
  words.forEach((glyph, at) => {
    const last = words[at - 1];
    const isApart =
      last !== undefined &&
      !spaced[at] &&
      gaps[at]! > Math.max(widestSpaced, widestInWord(last, glyph, blanks));
    if (last && (blanks.has(glyph) || isApart)) seen.push(' ');
    seen.push(glyph.struck ? withSentinels(glyph.text) : glyph.text);
  });
  return seen;
}

/** Words and letters that a blank is drawn before. What cannot be read is none, but leaves a gap. */
function afterBlanks(glyphs: readonly Glyph[]): Set<Glyph> {
  const after = new Set<Glyph>();
  let isAfter = false;
  for (const glyph of glyphs) {
    if (glyph.text.trim() !== '') {
      if (isAfter) after.add(glyph);
      isAfter = false;
    } else if (glyph.text !== '') {
      isAfter = true;
    }
  }
  return after;
}

function widestInWord(last: Glyph, glyph: Glyph, blanks: ReadonlySet<Glyph>): number {
  if (last.cluster || glyph.cluster) return GAP_OF_CLUSTER;
  const unspaced = [last, glyph].filter(({ text }) => WITHOUT_SPACES.test(text)).length;
  if (unspaced > 0) return unspaced === 2 ? GAP_OF_UNSPACED : GAP_BESIDE_UNSPACED;
  return blanks.size > 0 ? GAP_BESIDE_BLANKS : WORD_GAP;
}

/** Whether the gap before each glyph is one between letters that are set apart. */
function spacedLetters(
  words: readonly Glyph[],
  gaps: readonly number[],
  blanks: ReadonlySet<Glyph>,
): boolean[] {
  const spaced = words.map(() => false);
  const isWide = (at: number) =>
    gaps[at]! > WORD_GAP &&
    !blanks.has(words[at]!) &&
    LETTER.test(words[at]!.text) &&
    LETTER.test(words[at - 1]!.text);
  for (let at = 1; at < words.length;) {
    let end = at;
    while (end < words.length && isWide(end)) end += 1;
    if (end - at >= FEWEST_SPACED) {
      let narrowest = Infinity;
      for (let gap = at; gap < end; gap += 1) narrowest = Math.min(narrowest, gaps[gap]!);
      const widest =
        blanks.size > 0
          ? WIDEST_LETTERSPACING
          : Math.min(WIDEST_LETTERSPACING, widestLike(narrowest));
      for (let gap = at; gap < end; gap += 1) spaced[gap] = gaps[gap]! <= widest;
    }
    at = Math.max(end, at + 1);
  }
  return spaced;
}
