import { characterText } from './character-text.js';
import { ClusterOfCharacters, type Character } from './character-cluster.js';
import type { Glyph, PageGlyphs } from './glyph.js';
import type { Drawn, PdfiumPage } from './pdfium-page.js';

export interface ReadPage {
  readonly glyphs: PageGlyphs;
  /** Characters that are drawn, and those among them that have no Unicode. */
  readonly drawn: number;
  readonly unreadable: number;
}

const NONE: readonly never[] = [];

/** In points. */
const NO_ROOM = 0.01;

/** How many glyphs back a syllable may have been named before. */
const LOOK_BACK = 8;

/**
 * What is drawn on a page. What PDFium puts in by its own judgement is left out, lines and words are set
 * anew.
 */
export function readGlyphs(page: PdfiumPage): ReadPage {
  const clusters: ClusterOfCharacters[] = [];
  let drawn = 0;
  let unreadable = 0;
  const count = page.characters;
  for (let index = 0; index < count; index += 1) {
    if (page.isGenerated(index)) continue;
    const text = characterText(page.unicode(index));
    const isUnreadable = text === undefined || page.hasNoUnicode(index);
    if (isUnreadable) unreadable += 1;
    if (isUnreadable || text.trim() !== '') drawn += 1;
    const character = characterAt(page, index, isUnreadable ? '' : text);
    // A blank without any room is one that PDFium puts in for a gap.
    if (text === ' ' && widthOf(character) < NO_ROOM) continue;
    const last = clusters.at(-1);
    if (!last?.take(character)) clusters.push(new ClusterOfCharacters(character));
  }
  const followers = page.followers();
  const drawings = page.drawings();
  const glyphs = new Map<number, Glyph[]>();
  clusters.forEach((cluster, at) => {
    const { object, index, box } = cluster.first;
    const how = page.drawn(index, object);
    // Of an object with other letters none is named for what follows it: it was drawn twice.
    const isOne =
      clusters[at - 1]?.first.object !== object && clusters[at + 1]?.first.object !== object;
    const glyph = cluster.glyph(how, (isOne ? followers.get(object) : undefined) ?? NONE);
    const others = glyphs.get(how.angle) ?? [];
    if (glyph.cluster && isNamedAgain(glyph, others)) return;
    const isBlank = glyph.text.trim() === '';
    // A blank goes with the word before it.
    const isHidden = isBlank
      ? others.at(-1)?.visible === false
      : drawings.hides(object, box) ||
        (drawings.mayHide(object, box, how.color) && page.isBlank(box));
    if (!isHidden && !isBlank)
      showBlankBefore(others, how, clusters[at - 1]?.first.object === object);
    const isStruck = how.angle === 0 && drawings.strikesOut(glyph);
    others.push({
      ...glyph,
      visible: glyph.visible && page.isOnPage(box) && !isHidden,
      ...(isStruck && { struck: true }),
    });
    glyphs.set(how.angle, others);
  });
  return { glyphs, drawn, unreadable };
}

/** Between words that are seen and words that are not, a blank is seen: it divides what is drawn there. */
function showBlankBefore(glyphs: Glyph[], { visible }: Drawn, isOfSame: boolean): void {
  const last = glyphs.at(-1);
  if (isOfSame && visible && last?.text.trim() === '')
    glyphs[glyphs.length - 1] = { ...last, visible };
}

function widthOf({ looseBox }: Character): number {
  return Math.max(looseBox.right - looseBox.left, looseBox.top - looseBox.bottom);
}

function characterAt(page: PdfiumPage, index: number, text: string): Character {
  const object = page.object(index);
  page.drawn(index, object);
  const { x, y } = page.origin(index);
  return {
    index,
    text,
    object,
    x,
    y,
    box: page.box(index),
    looseBox: page.looseBox(index),
  };
}

/**
 * Chromium names a whole syllable with each of its parts, so that the letters of Thai would come again
 * with the mark above them.
 */
function isNamedAgain(glyph: Glyph, before: readonly Glyph[]): boolean {
  return before
    .slice(-LOOK_BACK)
    .some(
      (other) =>
        other.cluster &&
        other.text === glyph.text &&
        Math.abs(other.baseline - glyph.baseline) < 0.1 * glyph.size &&
        glyph.middle > other.left &&
        glyph.middle < other.right,
    );
}
