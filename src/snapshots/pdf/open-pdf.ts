import { freshPdfium, type Pdfium } from './pdfium.js';
import { PdfiumPage } from './pdfium-page.js';

/** Why PDFium does not open a file, by its FPDF_GetLastError (fpdfview.h). */
const REASONS: ReadonlyMap<number, string> = new Map([
  [3, 'The PDF cannot be read: it is damaged, or none.'],
  [4, 'The PDF is encrypted and needs a password.'],
  [5, 'The PDF cannot be read: its encryption is not known.'],
]);

/** More than any language tag takes, in bytes of UTF-16. */
const LONGEST_LANGUAGE = 200;
const SCRATCH = 256;
const NO_PASSWORD = 0;

/** A PDF that is open in a PDFium of its own. */
export class OpenPdf {
  private readonly scratch: number;

  private constructor(
    private readonly pdfium: Pdfium,
    private readonly document: number,
  ) {
    this.scratch = allocated(pdfium, SCRATCH);
  }

  /** @throws Error where the file brings PDFium down. */
  static async open(bytes: Uint8Array): Promise<OpenPdf | { readonly reason: string }> {
    const pdfium = await freshPdfium();
    const file = allocated(pdfium, bytes.length);
    pdfium.memory.HEAPU8.set(bytes, file);
    const document = pdfium.calls.FPDF_LoadMemDocument(file, bytes.length, NO_PASSWORD);
    if (document !== 0) return new OpenPdf(pdfium, document);
    const error = pdfium.calls.FPDF_GetLastError();
    return { reason: REASONS.get(error) ?? 'The PDF cannot be read.' };
  }

  close(): void {
    this.pdfium.calls.FPDF_CloseDocument(this.document);
  }

  /** The number of pages that the file tells; there may be fewer. */
  get pages(): number {
    return this.pdfium.calls.FPDF_GetPageCount(this.document);
  }

  hasPage(index: number): boolean {
    const page = this.pdfium.calls.FPDF_LoadPage(this.document, index);
    if (page !== 0) this.pdfium.calls.FPDF_ClosePage(page);
    return page !== 0;
  }

  /** The language that the file's catalog names (ISO 32000-1, 14.9.2). */
  get language(): string | undefined {
    const { pdfium, document, scratch } = this;
    const length = pdfium.calls.FPDFCatalog_GetLanguage(document, scratch, LONGEST_LANGUAGE);
    if (length <= 2 || length > LONGEST_LANGUAGE) return undefined;
    const units = pdfium.memory.HEAPU16.slice(scratch / 2, (scratch + length) / 2 - 1);
    return String.fromCharCode(...units).trim() || undefined;
  }

  /** @throws Error where there is no such page. */
  withPage<Result>(index: number, use: (page: PdfiumPage) => Result): Result {
    const page = new PdfiumPage(this.pdfium, this.document, index, this.scratch);
    try {
      return use(page);
    } finally {
      page.close();
    }
  }
}

/** Returns an address that is a multiple of 8, as malloc gives. */
function allocated(pdfium: Pdfium, bytes: number): number {
  const address = pdfium.calls.malloc(bytes);
  if (address === 0) throw new Error('it takes more memory than a file may have');
  return address;
}
