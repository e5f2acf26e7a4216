import { PDFIUM_VERSION } from './pdf/pdfium.js';
import { documentText } from './pdf/document-text.js';
import type { FoundText } from './found-text.js';
import { furnitureOf } from './pdf/furniture.js';
import { OpenPdf } from './pdf/open-pdf.js';
import { edgeRowsOf, pageBlocks } from './pdf/page-blocks.js';
import { pageRows, type PageRows } from './pdf/page-rows.js';
import { readGlyphs } from './pdf/read-glyphs.js';

/** The number before the library's own is raised whenever this file may give another text than before. */
export const PDF_VERSION = `3 (pdfium ${PDFIUM_VERSION})`;

const MAX_PDF_BYTES = 50 * 1024 * 1024;
const MAX_PDF_PAGES = 500;

export type PdfText =
  (FoundText & { readonly pageStarts: readonly number[] }) | { readonly reason: string };

/**
 * The text of a PDF, page by page in the order of reading, as its letters stand on the page: words and
 * lines are told by their places. Lines end where the page ends them, and a word that is hyphenated stays
 * so: whether the hyphen belongs to it cannot be known. What no reader sees comes after what one does, and
 * is marked. Scripts in it do not run, and nothing is fetched.
 *
 * @param mostCharacters in UTF-16 code units
 */
export async function pdfText(bytes: Uint8Array, mostCharacters: number): Promise<PdfText> {
  if (bytes.length > MAX_PDF_BYTES) {
    return { reason: `No text is taken from a PDF of more than ${MAX_PDF_BYTES} bytes.` };
  }
  try {
    const pdf = await OpenPdf.open(bytes);
    return pdf instanceof OpenPdf ? closing(pdf, mostCharacters) : pdf;
  } catch (error) {
    return { reason: `The PDF cannot be read: ${messageOf(error)}` };
  }
}

function closing(pdf: OpenPdf, mostCharacters: number): PdfText {
  const outcome = textOf(pdf, mostCharacters);
  // Not after a fault: PDFium is then in no state to close anything, and is given up whole.
  pdf.close();
  return outcome;
}

function textOf(pdf: OpenPdf, mostCharacters: number): PdfText {
  const tooLong = { reason: `The text has more than ${mostCharacters} characters.` };
  const count = pagesOf(pdf);
  if (count > MAX_PDF_PAGES) {
    return { reason: `No text is taken from a PDF of more than ${MAX_PDF_PAGES} pages.` };
  }
  const pages: PageRows[] = [];
  let characters = 0;
  let drawn = 0;
  let unreadable = 0;
  for (let index = 0; index < count; index += 1) {
    const read = pdf.withPage(index, readGlyphs);
    const rows = pageRows(read.glyphs);
    pages.push(rows);
    characters += rows.characters;
    drawn += read.drawn;
    unreadable += read.unreadable;
    // Before the next page: the rest of the file may be as long.
    if (characters > mostCharacters) return tooLong;
  }
  const furniture = furnitureOf(pages.map(edgeRowsOf));
  const found = documentText(
    pages.map((page, at) => pageBlocks(page, furniture[at]!.head, furniture[at]!.foot)),
  );
  if (found.text.length > mostCharacters) return tooLong;
  if (found.text.trim() === '') {
    return { reason: 'The PDF holds no text; its pages may be pictures.' };
  }
  const { language } = pdf;
  return {
    text: found.text,
    pageStarts: found.pageStarts,
    ...(found.marks.length > 0 && { marks: found.marks }),
    ...(language !== undefined && { language }),
    ...(unreadable > 0 && { unreadable: unreadable / drawn }),
  };
}

/** Counts the pages that there are, up to one too many; the file may say that there are more. */
function pagesOf(pdf: OpenPdf): number {
  let count = Math.min(pdf.pages, MAX_PDF_PAGES + 1);
  while (count > 0 && !pdf.hasPage(count - 1)) count -= 1;
  return count;
}

function messageOf(error: unknown): string {
  const { message } = error as { readonly message?: unknown };
  // Emscripten's word for an abort, which PDFium comes to where it is refused memory.
  if (String(message).startsWith('Aborted')) return 'it is damaged, or takes too much memory.';
  return String(message).slice(0, 300);
}
