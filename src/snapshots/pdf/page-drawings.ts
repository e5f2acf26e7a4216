import type { Glyph } from './glyph.js';
import { intersection, ObjectShapes, type Clip } from './object-shape.js';
import { EDGE, UNEVEN } from './page-image.js';
import type { Pdfium } from './pdfium.js';
import type { Box } from './pdfium-page.js';

/** Red, green and blue, 0 to 255 each. */
export type Color = readonly [number, number, number];

/** What is drawn besides text, at its place among all that is drawn one over the other. */
interface Area {
  readonly box: Box;
  readonly order: number;
  readonly color: Color | undefined;
  /** Whether what is under it is surely covered. */
  readonly isOpaque: boolean;
}

/** How a text object is drawn. */
interface Place {
  readonly order: number;
  readonly clip: Clip;
  readonly isOptional: boolean;
}

/** FPDF_PAGEOBJ of PDFium's fpdf_edit.h. */
const TEXT = 1;
const PATH = 2;

const PAPER: Color = [255, 255, 255];
/** By a channel: of colors that differ by more, what is drawn is seen, and thin letters are no less so. */
const LIKE = UNEVEN;
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
  private readonly places = new Map<number, Place>();
  private readonly shapes: ObjectShapes;

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
    this.shapes = new ObjectShapes(pdfium, scratch);
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

  /** Whether a letter is surely not seen, whatever else is drawn there: it is covered, or cut out. */
  hides(object: number, box: Box): boolean {
    const place = this.placeOf(object);
    if (!place) return false;
    const ink = withoutEdge(box);
    return (
      !overlap(place.clip.box, box) ||
      this.areas.some((area) => area.isOpaque && area.order > place.order && holds(area.box, ink))
    );
  }

  /**
   * Whether a letter may not be seen: it has a color that may be behind it, something lies on it, it may be
   * switched off, or cut out.
   */
  mayHide(object: number, box: Box, color: Color | undefined): boolean {
    const isLike = (other: Color | undefined) =>
      !!color && !!other && color.every((channel, at) => Math.abs(channel - other[at]!) <= LIKE);
    if (isLike(PAPER)) return true;
    const place = this.placeOf(object);
    // What is part of a form is switched off and cut out with it, of which nothing is told.
    if (!place || place.isOptional || !place.clip.isBox) return true;
    return (
      !holds(place.clip.box, withoutEdge(box)) ||
      this.areas.some(
        (area) => (area.order > place.order || isLike(area.color)) && holdsMiddle(area.box, box),
      )
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

  /** Undefined where it is no object of the page itself. */
  private placeOf(object: number): Place | undefined {
    const order = this.orders.get(object);
    if (order === undefined) return undefined;
    const known = this.places.get(object);
    if (known) return known;
    const { shapes } = this;
    const place = { order, clip: shapes.clipOf(object), isOptional: shapes.isOptional(object) };
    this.places.set(object, place);
    return place;
  }

  private add(object: number, order: number, isPath: boolean): void {
    const { box: clip } = this.shapes.clipOf(object);
    const box = intersection(clip, this.boundsOf(object));
    const [width, height] = [box.right - box.left, box.top - box.bottom];
    if (width >= SMALLEST_AREA && height >= SMALLEST_AREA) {
      const color = isPath ? this.fillOf(object) : undefined;
      this.areas.push({ box, order, color, isOpaque: isPath && this.coversAll(object) });
    } else if (isPath && height <= THICKEST_RULE && width > 2 * height) {
      this.rules.push(box);
    }
  }

  private coversAll(path: number): boolean {
    const { shapes } = this;
    return shapes.isOpaqueBox(path) && shapes.clipOf(path).isBox && !shapes.isOptional(path);
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

function holds(area: Box, box: Box): boolean {
  return (
    area.left <= box.left &&
    area.right >= box.right &&
    area.bottom <= box.bottom &&
    area.top >= box.top
  );
}

function overlap(one: Box, other: Box): boolean {
  return (
    one.left < other.right &&
    one.right > other.left &&
    one.bottom < other.top &&
    one.top > other.bottom
  );
}

function withoutEdge({ left, right, bottom, top }: Box): Box {
  const [across, upwards] = [EDGE * (right - left), EDGE * (top - bottom)];
  return {
    left: left + across,
    right: right - across,
    bottom: bottom + upwards,
    top: top - upwards,
  };
}
