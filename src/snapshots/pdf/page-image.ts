import type { Pdfium } from './pdfium.js';
import type { Box } from './pdfium-page.js';

/** The scale at which a page is drawn. */
const SCALE = 2;
const MOST_PIXELS = 4_000_000;
/** FPDF_ANNOT of fpdfview.h: with what is drawn on the page. */
const WITH_ANNOTATIONS = 1;
const WHITE = 0xffffffff;
const BYTES_OF_PIXEL = 4;
/** Share of a box on either side: what is beside it may shine in at its edges. */
export const EDGE = 0.15;
/** A channel of pixels that differs by less is one color to a reader. */
export const UNEVEN = 16;

/** A page as it is shown, in pixels; `close` must be called. */
export class PageImage {
  private readonly bitmap: number;
  private readonly width: number;
  private readonly height: number;

  /** @param scratch address of 8 bytes at least, a multiple of 4 */
  constructor(
    private readonly pdfium: Pdfium,
    private readonly page: number,
    private readonly scratch: number,
  ) {
    const { calls } = pdfium;
    const [width, height] = [calls.FPDF_GetPageWidthF(page), calls.FPDF_GetPageHeightF(page)];
    const scale = Math.min(SCALE, Math.sqrt(MOST_PIXELS / (width * height)));
    this.width = Math.max(1, Math.floor(width * scale));
    this.height = Math.max(1, Math.floor(height * scale));
    this.bitmap = calls.FPDFBitmap_Create(this.width, this.height, 0);
    if (this.bitmap === 0) return;
    calls.FPDFBitmap_FillRect(this.bitmap, 0, 0, this.width, this.height, WHITE);
    calls.FPDF_RenderPageBitmap(this.bitmap, page, ...this.frame, WITH_ANNOTATIONS);
  }

  close(): void {
    if (this.bitmap !== 0) this.pdfium.calls.FPDFBitmap_Destroy(this.bitmap);
  }

  /** Whether nothing is seen at a box of the page: all of it has one color. */
  isBlank(box: Box): boolean {
    if (this.bitmap === 0) return false;
    const across = EDGE * (box.right - box.left);
    const upwards = EDGE * (box.top - box.bottom);
    const [x1, y1] = this.pixel(box.left + across, box.top - upwards);
    const [x2, y2] = this.pixel(box.right - across, box.bottom + upwards);
    const [left, right] = within(x1, x2, this.width);
    const [top, bottom] = within(y1, y2, this.height);
    const { calls, memory } = this.pdfium;
    const start = calls.FPDFBitmap_GetBuffer(this.bitmap);
    const stride = calls.FPDFBitmap_GetStride(this.bitmap);
    const least = [255, 255, 255];
    const most = [0, 0, 0];
    for (let y = top; y <= bottom; y += 1) {
      for (let x = left; x <= right; x += 1) {
        const at = start + y * stride + x * BYTES_OF_PIXEL;
        for (let channel = 0; channel < 3; channel += 1) {
          const value = memory.HEAPU8[at + channel]!;
          if (value < least[channel]!) least[channel] = value;
          if (value > most[channel]!) most[channel] = value;
          if (most[channel]! - least[channel]! > UNEVEN) return false;
        }
      }
    }
    return true;
  }

  private get frame(): [number, number, number, number, number] {
    return [0, 0, this.width, this.height, 0];
  }

  private pixel(x: number, y: number): [number, number] {
    const at = this.scratch;
    this.pdfium.calls.FPDF_PageToDevice(this.page, ...this.frame, x, y, at, at + 4);
    const numbers = this.pdfium.memory.HEAPU32;
    return [numbers[at / 4]! | 0, numbers[at / 4 + 1]! | 0];
  }
}

function within(one: number, other: number, size: number): [number, number] {
  return [Math.max(0, Math.min(one, other)), Math.min(size - 1, Math.max(one, other))];
}
