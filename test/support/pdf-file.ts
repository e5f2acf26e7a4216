import { deflateSync } from 'node:zlib';

export interface PdfOptions {
  /** Entries of the catalog, in PDF syntax. */
  readonly catalog?: string;
  /** Entries of the trailer, in PDF syntax. */
  readonly trailer?: string;
  /** Entries of each page's resources, and objects behind those of the pages, in PDF syntax. */
  readonly resources?: string;
  readonly objects?: readonly string[];
  /** A number to tell in the place of that of the pages that there are. */
  readonly count?: number;
}

/** A page, as its lines of ASCII; or as the bytes of its content stream, compressed. */
export type PdfPage = readonly string[] | Uint8Array;

/** A PDF (ISO 32000-1, 7.5) with Helvetica and nothing else, a page to an entry. */
export function pdfFile(pages: readonly PdfPage[], options: PdfOptions = {}): Buffer {
  const kids = pages.map((_, index) => `${4 + 2 * index} 0 R`).join(' ');
  const objects: (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${options.catalog ?? ''} >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${options.count ?? pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  pages.forEach((page, index) => {
    const contents = `/Contents ${5 + 2 * index} 0 R`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> ${options.resources ?? ''} >> ${contents} >>`,
      stream(page),
    );
  });
  objects.push(...(options.objects ?? []));
  return assembled(objects, options.trailer ?? '');
}

function stream(page: PdfPage): Buffer {
  if (page instanceof Uint8Array) return withDictionary('/Filter /FlateDecode', page);
  const lines = page.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`);
  return withDictionary('', Buffer.from(`BT /F1 12 Tf 14 TL 72 720 Td ${lines.join(' ')} ET`));
}

function withDictionary(entries: string, bytes: Uint8Array): Buffer {
  return Buffer.concat([
    Buffer.from(`<< /Length ${bytes.length} ${entries} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);
}

function assembled(objects: readonly (string | Buffer)[], trailer: string): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = parts[0]!.length;
  const add = (part: string | Buffer): void => {
    const bytes = Buffer.from(part);
    parts.push(bytes);
    length += bytes.length;
  };
  objects.forEach((object, index) => {
    offsets.push(length);
    add(`${index + 1} 0 obj\n`);
    add(object);
    add('\nendobj\n');
  });
  const start = length;
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  add(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries.join('')}`);
  add(`trailer\n<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\n`);
  add(`startxref\n${start}\n%%EOF\n`);
  return Buffer.concat(parts);
}

/** Content streams that unfold to a thousand times their size. */
export function inflating(bytes: number): Uint8Array {
  return deflateSync(Buffer.alloc(bytes, ' '));
}
