import { UNSPACED } from '../../text/characters.js';
import type { Glyph } from './glyph.js';

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

const LETTER = /\p{L}/u;
const WITHOUT_SPACES = new RegExp(`[${UNSPACED}\u3001\u3002\uFF01-\uFF60]`, 'u');

/** What is seen of a segment from left to right: the text of each glyph, and a blank between words. */
export function seenText(glyphs: readonly Glyph[]): string[] {
  const words = glyphs.filter(({ text }) => text.trim() !== '');
  const blanks = afterBlanks(glyphs);
  const gaps = words.map((glyph, at) => {
    const last = words[at - 1];
    return last ? (glyph.left - last.right) / Math.min(glyph.size, last.size) : 0;
  });
  const spaced = spacedLetters(words, gaps, blanks);
  const seen: string[] = [];
  words.forEach((glyph, at) => {
    const last = words[at - 1];
    const isApart =
      last !== undefined && !spaced[at] && gaps[at]! > widestInWord(last, glyph, blanks);
    if (last && (blanks.has(glyph) || isApart)) seen.push(' ');
    seen.push(glyph.text);
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
          : Math.min(WIDEST_LETTERSPACING, narrowest * UNEVEN + UNEVEN_BY);
      for (let gap = at; gap < end; gap += 1) spaced[gap] = gaps[gap]! <= widest;
    }
    at = Math.max(end, at + 1);
  }
  return spaced;
}
