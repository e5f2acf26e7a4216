import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { getDocument, version, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** The number before the library's own is raised whenever this file may give another text than before. */
export const PDF_VERSION = `1 (pdfjs-dist ${version})`;

export const MAX_PDF_BYTES = 50 * 1024 * 1024;
export const MAX_PDF_PAGES = 500;

/** Between pages, as between the blocks of other texts. */
const PAGE_BREAK = '\n\n';

const LIBRARY = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

export type PdfText =
  | {
      readonly text: string;
      /** Where each page begins, in UTF-16 code units. */
      readonly pageStarts: readonly number[];
    }
  | { readonly reason: string };

/**
 * The text of a PDF, page by page in the order of its content streams, which is that of reading in most
 * files. Lines end where the file ends them, and a word that is hyphenated stays so: whether the hyphen
 * belongs to it cannot be known. Scripts in it do not run, and nothing is fetched.
 *
 * @param mostCharacters in UTF-16 code units
 */
export async function pdfText(bytes: Uint8Array, mostCharacters: number): Promise<PdfText> {
  if (bytes.length > MAX_PDF_BYTES) {
    return { reason: `No text is taken from a PDF of more than ${MAX_PDF_BYTES} bytes.` };
  }
  const loading = getDocument({
    // A copy, which it takes over; of no other class than this.
    data: new Uint8Array(bytes),
    isEvalSupported: false,
    stopAtErrors: true,
    enableXfa: false,
    // A text needs no picture and no shape of a letter.
    maxImageSize: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWasm: false,
    useWorkerFetch: false,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
    // What the codes of East Asian fonts mean; files of the library, by their names alone.
    cMapUrl: join(LIBRARY, 'cmaps/'),
    cMapPacked: true,
    verbosity: 0,
  });
  try {
    return await textOf(await loading.promise, mostCharacters);
  } catch (error) {
    return { reason: reasonOf(error) };
  } finally {
    await loading.destroy();
  }
}

async function textOf(document: PDFDocumentProxy, mostCharacters: number): Promise<PdfText> {
  if (document.numPages > MAX_PDF_PAGES) {
    return { reason: `No text is taken from a PDF of more than ${MAX_PDF_PAGES} pages.` };
  }
  const pageStarts: number[] = [];
  let text = '';
  for (let number = 1; number <= document.numPages; number += 1) {
    if (number > 1) text += PAGE_BREAK;
    pageStarts.push(text.length);
    const page = await document.getPage(number);
    const { items } = await page.getTextContent();
    const lines = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : ''));
    text += lines.join('').replaceAll('\0', '').toWellFormed().trimEnd();
    page.cleanup();
    // Before the next page: the rest of the file may be as long.
    if (text.length > mostCharacters) {
      return { reason: `The text has more than ${mostCharacters} characters.` };
    }
  }
  if (text.trim() === '') {
    return { reason: 'The PDF holds no text; its pages may be pictures.' };
  }
  return { text, pageStarts };
}

/** By the name: what the library throws is of classes that it keeps to itself. */
function reasonOf(error: unknown): string {
  const { name, message } = error as { readonly name?: unknown; readonly message?: unknown };
  if (name === 'PasswordException') return 'The PDF is encrypted and needs a password.';
  return `The PDF cannot be read: ${String(message).slice(0, 300)}`;
}
