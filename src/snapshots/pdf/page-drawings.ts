import type { Glyph } from './glyph.js';
import type { Pdfium } from './pdfium.js';
import type { Box } from './pdfium-page.js';

/** Red, green and blue, 0 to 255 each. */
export type Color = readonly [number, number, number];

/** What is drawn besides text, at its place among all that is drawn one over the other. */
interface Area {
  readonly box: Box;
  readonly order: number;
  readonly color: Color | undefined;
}

/** FPDF_PAGEOBJ of PDFium's fpdf_edit.h. */
const TEXT = 1;
const PATH = 2;

const PAPER: Color = [255, 255, 255];
/** By a channel: colors that differ by less may look the same. */
const LIKE = 24;
/** In points: what is lower or narrower covers no letter. */
const SMALLEST_AREA = 4;
const THICKEST_RULE = 3;
/** More on a page are a drawing; they are not gone through for each of its letters. */
const MOST_AREAS = 1000;
const MOST_RULES = 1000;

/** In sizes over the baseline, and as its thickness: a rule that strikes letters out. */
const LOWEST_STRIKE = 0.12;
const HIGHEST_STRIKE = 0.48;
const THICKEST_STRIKE = 0.16;

/** What a page has besides text, as far as it tells whether a letter is seen or struck out. */
export class PageDrawings {
  private readonly areas: Area[] = [];
  private readonly rules: Box[];
  private readonly orders = new Map<number, number>();

  /**
   * @param scratch address of 64 bytes at least, a multiple of 8
   * @param strikes lines that are drawn on the page and no part of it
   */
  constructor(
    private readonly pdfium: Pdfium,
    page: number,
    private readonly scratch: number,
    strikes: readonly Box[],
  ) {
    this.rules = [...strikes];
    const { calls } = pdfium;
    const count = calls.FPDFPage_CountObjects(page);
    for (let order = 0; order < count; order += 1) {
      const object = calls.FPDFPage_GetObject(page, order);
      const type = calls.FPDFPageObj_GetType(object);
      if (type === TEXT) this.orders.set(object, order);
      else this.add(object, order, type === PATH);
    }
    if (this.areas.length > MOST_AREAS) this.areas.length = 0;
    if (this.rules.length > MOST_RULES) this.rules.length = 0;
  }

  /** Whether a letter may not be seen: it has a color that may be behind it, or something lies on it. */
  mayHide(object: number, box: Box, color: Color | undefined): boolean {
    const isLike = (other: Color | undefined) =>
      !!color && !!other && color.every((channel, at) => Math.abs(channel - other[at]!) <= LIKE);
    if (isLike(PAPER)) return true;
    const own = this.orders.get(object) ?? Infinity;
    return this.areas.some(
      (area) => (area.order > own || isLike(area.color)) && holdsMiddle(area.box, box),
    );
  }

  /** Whether a rule goes through an upright letter. */
  strikesOut({ middle, baseline, size, text }: Glyph): boolean {
    if (text.trim() === '') return false;
    return this.rules.some(({ left, right, bottom, top }) => {
      const height = (bottom + top) / 2 - baseline;
      return (
        left <= middle &&
        right >= middle &&
        height >= LOWEST_STRIKE * size &&
        height <= HIGHEST_STRIKE * size &&
        top - bottom <= THICKEST_STRIKE * size
      );
    });
  }

  private add(object: number, order: number, isPath: boolean): void {
    const box = this.boundsOf(object);
    const [width, height] = [box.right - box.left, box.top - box.bottom];
    if (width >= SMALLEST_AREA && height >= SMALLEST_AREA) {
      this.areas.push({ box, order, color: isPath ? this.fillOf(object) : undefined });
    } else if (isPath && height <= THICKEST_RULE && width > 2 * height) {
      this.rules.push(box);
    }
  }

  private boundsOf(object: number): Box {
    const at = this.scratch;
    this.pdfium.calls.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12);
    const numbers = this.pdfium.memory.HEAPF32.subarray(at / 4, at / 4 + 4);
    const [left = 0, bottom = 0, right = 0, top = 0] = numbers;
    return { left, bottom, right, top };
  }

  private fillOf(object: number): Color | undefined {
    const at = this.scratch;
    const { calls, memory } = this.pdfium;
    const isKnown = calls.FPDFPageObj_GetFillColor(object, at, at + 4, at + 8, at + 12) !== 0;
    const [red = 0, green = 0, blue = 0] = memory.HEAPU32.subarray(at / 4, at / 4 + 3);
    return isKnown ? [red, green, blue] : undefined;
  }
}

function holdsMiddle(area: Box, box: Box): boolean {
  const [x, y] = [(box.left + box.right) / 2, (box.bottom + box.top) / 2];
  return area.left <= x && area.right >= x && area.bottom <= y && area.top >= y;
}
