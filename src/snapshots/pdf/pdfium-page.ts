import { shownPage } from './annotations.js';
import { PageDrawings, type Color } from './page-drawings.js';
import { PageImage } from './page-image.js';
import type { Pdfium } from './pdfium.js';

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** What the characters of one text object share. */
export interface Drawn {
  /** Whole degrees, counterclockwise, 0 to 359. */
  readonly angle: number;
  /** The size of the font, in points of the page. */
  readonly size: number;
  readonly visible: boolean;
  /** The color that it is filled with; undefined where it is not, or something shines through. */
  readonly color?: Color | undefined;
}

/** FPDF_TEXTRENDERMODE and FPDF_PAGEOBJ of PDFium's fpdf_edit.h; ISO 32000-1, table 106. */
const FILL_ALONE = 0;
const FILLS = new Set([FILL_ALONE, 4]);
const SHOWS_NOTHING = new Set([3, 7]);
const TEXT_OBJECT = 1;

/** Smaller letters are no letters to a reader. */
const SMALLEST_SIZE = 0.1;

/** A page of a document that is open, by PDFium's own numbers; `close` must be called. */
export class PdfiumPage {
  private readonly page: number;
  private readonly text: number;
  private readonly strikes: readonly Box[];
  private readonly bounds: Box;
  private image: PageImage | undefined;
  private readonly drawnByObject = new Map<number, Drawn>();

  /**
   * @param scratch address of 64 bytes at least, a multiple of 8
   * @throws Error where there is no such page.
   */
  constructor(
    private readonly pdfium: Pdfium,
    document: number,
    index: number,
    private readonly scratch: number,
  ) {
    const { page, strikes } = shownPage(pdfium, document, index, scratch);
    this.page = page;
    this.strikes = strikes;
    if (this.page === 0) throw new Error(`page ${index + 1} is missing`);
    this.text = pdfium.calls.FPDFText_LoadPage(this.page);
    if (this.text === 0) {
      pdfium.calls.FPDF_ClosePage(this.page);
      throw new Error(`the text of page ${index + 1} is damaged`);
    }
    this.bounds = this.boxOfPage();
  }

  close(): void {
    this.image?.close();
    this.pdfium.calls.FPDFText_ClosePage(this.text);
    this.pdfium.calls.FPDF_ClosePage(this.page);
  }

  get characters(): number {
    return Math.max(0, this.pdfium.calls.FPDFText_CountChars(this.text));
  }

  /** Whether PDFium put it in between others by its own judgement. */
  isGenerated(index: number): boolean {
    return this.pdfium.calls.FPDFText_IsGenerated(this.text, index) === 1;
  }

  unicode(index: number): number {
    return this.pdfium.calls.FPDFText_GetUnicode(this.text, index);
  }

  hasNoUnicode(index: number): boolean {
    return this.pdfium.calls.FPDFText_HasUnicodeMapError(this.text, index) === 1;
  }

  /** The handle of the text object that a character belongs to; 0 where there is none. */
  object(index: number): number {
    return this.pdfium.calls.FPDFText_GetTextObject(this.text, index);
  }

  /** The point where a character stands on its line. */
  origin(index: number): { readonly x: number; readonly y: number } {
    const at = this.scratch;
    this.pdfium.calls.FPDFText_GetCharOrigin(this.text, index, at, at + 8);
    const numbers = this.pdfium.memory.HEAPF64;
    return { x: numbers[at / 8]!, y: numbers[at / 8 + 1]! };
  }

  /** The box of a character's ink. */
  box(index: number): Box {
    const at = this.scratch;
    this.pdfium.calls.FPDFText_GetCharBox(this.text, index, at, at + 8, at + 16, at + 24);
    const numbers = this.pdfium.memory.HEAPF64;
    const first = at / 8;
    return {
      left: numbers[first]!,
      right: numbers[first + 1]!,
      bottom: numbers[first + 2]!,
      top: numbers[first + 3]!,
    };
  }

  /** The box of a character's ink and of its room on the line. */
  looseBox(index: number): Box {
    this.pdfium.calls.FPDFText_GetLooseCharBox(this.text, index, this.scratch);
    return this.rectangle();
  }

  isOnPage(box: Box): boolean {
    const { left, right, bottom, top } = this.bounds;
    return box.right >= left && box.left <= right && box.top >= bottom && box.bottom <= top;
  }

  /** Whether nothing is seen at a box; the page is drawn for the first that is asked for. */
  isBlank(box: Box): boolean {
    this.image ??= new PageImage(this.pdfium, this.page, this.scratch);
    return this.image.isBlank(box);
  }

  drawings(): PageDrawings {
    return new PageDrawings(this.pdfium, this.page, this.scratch, this.strikes);
  }

  drawn(index: number, object: number): Drawn {
    const known = this.drawnByObject.get(object);
    if (known) return known;
    const drawn = this.drawnOf(index, object);
    this.drawnByObject.set(object, drawn);
    return drawn;
  }

  /**
   * The boxes of text objects that PDFium leaves out, by the object before them: of several that one
   * /ActualText stands for, it names the first alone (ISO 32000-1, 14.9.4).
   */
  followers(): ReadonlyMap<number, readonly Box[]> {
    const followers = new Map<number, Box[]>();
    const count = this.pdfium.calls.FPDFPage_CountObjects(this.page);
    if (count <= this.drawnByObject.size) return followers;
    let before = 0;
    for (let index = 0; index < count; index += 1) {
      const object = this.pdfium.calls.FPDFPage_GetObject(this.page, index);
      if (this.pdfium.calls.FPDFPageObj_GetType(object) !== TEXT_OBJECT) continue;
      if (this.drawnByObject.has(object)) {
        before = object;
        continue;
      }
      const boxes = followers.get(before) ?? [];
      boxes.push(this.boxOfObject(object));
      followers.set(before, boxes);
    }
    return followers;
  }

  private drawnOf(index: number, object: number): Drawn {
    const { pdfium, text, scratch } = this;
    const mode = object === 0 ? 0 : pdfium.calls.FPDFTextObj_GetTextRenderMode(object);
    const at = scratch / 4;
    let alpha = 255;
    let color: Color | undefined;
    if (FILLS.has(mode)) {
      pdfium.calls.FPDFText_GetFillColor(
        text,
        index,
        scratch,
        scratch + 4,
        scratch + 8,
        scratch + 12,
      );
      const [red = 0, green = 0, blue = 0, own = 255] = pdfium.memory.HEAPU32.slice(at, at + 4);
      alpha = own;
      if (mode === FILL_ALONE && alpha === 255) color = [red, green, blue];
    }
    const hasMatrix = pdfium.calls.FPDFText_GetMatrix(text, index, scratch) !== 0;
    const numbers = pdfium.memory.HEAPF32;
    const [a, b, c, d] = hasMatrix ? numbers.slice(at, at + 4) : [1, 0, 0, 1];
    const degrees = Math.round((Math.atan2(b ?? 0, a ?? 1) * 180) / Math.PI);
    const size = pdfium.calls.FPDFText_GetFontSize(text, index) * Math.hypot(c ?? 0, d ?? 1);
    return {
      angle: (degrees + 360) % 360,
      size: Math.max(SMALLEST_SIZE, Math.abs(size) || 0),
      visible: !SHOWS_NOTHING.has(mode) && alpha > 0 && Math.abs(size) > SMALLEST_SIZE,
      color,
    };
  }

  private boxOfObject(object: number): Box {
    const at = this.scratch;
    this.pdfium.calls.FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12);
    const numbers = this.pdfium.memory.HEAPF32;
    const first = at / 4;
    return {
      left: numbers[first]!,
      bottom: numbers[first + 1]!,
      right: numbers[first + 2]!,
      top: numbers[first + 3]!,
    };
  }

  private boxOfPage(): Box {
    this.pdfium.calls.FPDF_GetPageBoundingBox(this.page, this.scratch);
    return this.rectangle();
  }

  /** FS_RECTF: left, top, right, bottom. */
  private rectangle(): Box {
    const numbers = this.pdfium.memory.HEAPF32;
    const first = this.scratch / 4;
    return {
      left: numbers[first]!,
      top: numbers[first + 1]!,
      right: numbers[first + 2]!,
      bottom: numbers[first + 3]!,
    };
  }
}
