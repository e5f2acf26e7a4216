import type { Pdfium } from './pdfium.js';
import type { Box } from './pdfium-page.js';

/** FPDF_ANNOTATION_SUBTYPE of PDFium's fpdf_annot.h: free text, stamps and fields of forms. */
const HOLDS_TEXT = new Set([3, 13, 20]);
const STRIKE_OUT = 12;
/** FLAT_NORMALDISPLAY of fpdf_flatten.h. */
const AS_SHOWN = 0;
/** Floats of FS_QUADPOINTSF: four points. */
const QUAD = 8;

/** A page that is open, 0 where there is none. */
export interface ShownPage {
  readonly page: number;
  /** The lines that readers struck its words out with. */
  readonly strikes: readonly Box[];
}

/**
 * A page with what is written on it afterwards as a part of it, as far as that is shown.
 *
 * @param scratch address of 32 bytes at least, a multiple of 4
 */
export function shownPage(
  pdfium: Pdfium,
  document: number,
  index: number,
  scratch: number,
): ShownPage {
  const { calls } = pdfium;
  const page = calls.FPDF_LoadPage(document, index);
  if (page === 0) return { page, strikes: [] };
  const strikes: Box[] = [];
  let holdsText = false;
  const count = calls.FPDFPage_GetAnnotCount(page);
  for (let at = 0; at < count; at += 1) {
    const annotation = calls.FPDFPage_GetAnnot(page, at);
    const subtype = calls.FPDFAnnot_GetSubtype(annotation);
    if (subtype === STRIKE_OUT) {
      for (const line of linesOf(pdfium, annotation, scratch)) strikes.push(line);
    }
    holdsText ||= HOLDS_TEXT.has(subtype);
    calls.FPDFPage_CloseAnnot(annotation);
  }
  if (!holdsText) return { page, strikes };
  calls.FPDFPage_Flatten(page, AS_SHOWN);
  calls.FPDF_ClosePage(page);
  return { page: calls.FPDF_LoadPage(document, index), strikes };
}

/** Through the middle of what it is on, line by line (ISO 32000-1, 12.5.6.10). */
function linesOf({ calls, memory }: Pdfium, annotation: number, scratch: number): Box[] {
  const count = calls.FPDFAnnot_CountAttachmentPoints(annotation);
  return Array.from({ length: count }, (_, at) => {
    calls.FPDFAnnot_GetAttachmentPoints(annotation, at, scratch);
    const points = [...memory.HEAPF32.subarray(scratch / 4, scratch / 4 + QUAD)];
    const across = points.filter((_point, place) => place % 2 === 0);
    const upwards = points.filter((_point, place) => place % 2 === 1);
    const middle = (Math.min(...upwards) + Math.max(...upwards)) / 2;
    return {
      left: Math.min(...across),
      right: Math.max(...across),
      bottom: middle,
      top: middle,
    };
  });
}
