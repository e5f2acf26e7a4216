/** WHATWG MIME Sniffing, 5.2: as much of a resource as is looked at. */
const HEADER_BYTES = 1445;

/** Where readers of PDF look for its mark, junk before it or not (ISO 32000-1, annex H, note 13). */
const PDF_MARK_WITHIN = 1024;

/** WHATWG MIME Sniffing, 7.1: the tags that tell HTML, each before a blank or `>`. */
const HTML_TAGS = [
  ...['!doctype html', 'html', 'head', 'script', 'iframe', 'h1', 'div', 'font', 'table', 'a'],
  ...['style', 'title', 'b', 'body', 'br', 'p'],
];

/**
 * What a page may begin with as well when somebody saved a part of it. The standard's list is short so
 * that nobody's upload is run as a page; here nothing runs.
 */
const SAVED_PAGE_TAGS = [
  ...['meta', 'link', 'base', 'main', 'article', 'section', 'header', 'nav', 'aside', 'figure'],
  ...['h2', 'h3', 'ul', 'ol', 'blockquote', 'span', 'strong', 'em', 'i', 'img'],
];

const BEGINS_HTML = new RegExp(
  `^[\\t\\n\\f\\r ]*<(?:!--|(?:${[...HTML_TAGS, ...SAVED_PAGE_TAGS].join('|')})[\\t\\n\\f\\r >])`,
  'i',
);
const BEGINS_XML = /^[\t\n\f\r ]*<\?xml/;
const HTML_ELEMENT = /<html[\t\n\f\r >]/i;
const XHTML_NAMESPACE = /xmlns\s{0,9}=\s{0,9}["']http:\/\/www\.w3\.org\/1999\/xhtml["']/;

const BYTE_ORDER_MARKS = [
  { mark: [0xef, 0xbb, 0xbf], charset: 'utf-8' },
  { mark: [0xff, 0xfe], charset: 'utf-16le' },
  { mark: [0xfe, 0xff], charset: 'utf-16be' },
] as const;

/**
 * The media type of what says nothing of itself, by the rules of WHATWG MIME Sniffing for an unknown one
 * (7.1, with scripts and the like told, since nothing is run): HTML, XML, PDF, PostScript and text.
 * Unlike there, a byte order mark may stand before HTML, as pages saved on Windows have it.
 *
 * @returns undefined for binary data of another kind.
 */
export function sniffedType(bytes: Uint8Array): string | undefined {
  const header = bytes.subarray(0, HEADER_BYTES);
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => mark.every((byte, n) => header[n] === byte));
  const text = marked ? begun(header, marked.charset) : ascii(header);
  const markup = markupType(text);
  if (markup) return markup;
  if (text.startsWith('%PDF-')) return 'application/pdf';
  if (text.startsWith('%!PS-Adobe-')) return 'application/postscript';
  if (marked) return `text/plain; charset=${marked.charset}`;
  if (!header.some(isBinary)) return 'text/plain';
  return text.slice(0, PDF_MARK_WITHIN).includes('%PDF-') ? 'application/pdf' : undefined;
}

function markupType(text: string): string | undefined {
  if (BEGINS_HTML.test(text)) return 'text/html';
  if (!BEGINS_XML.test(text)) return undefined;
  if (!HTML_ELEMENT.test(text)) return 'text/xml';
  return XHTML_NAMESPACE.test(text) ? 'application/xhtml+xml' : 'text/html';
}

/** WHATWG MIME Sniffing, 3: what no text holds. */
function isBinary(byte: number): boolean {
  return (
    byte <= 0x08 ||
    byte === 0x0b ||
    (byte >= 0x0e && byte <= 0x1a) ||
    (byte >= 0x1c && byte <= 0x1f)
  );
}

/** Decodes the header behind its byte order mark; whatever is not ASCII may come out as anything. */
function begun(header: Uint8Array, charset: string): string {
  if (charset === 'utf-8') return ascii(header.subarray(3));
  const units = Buffer.from(header.subarray(2, header.length - (header.length % 2)));
  return (charset === 'utf-16be' ? units.swap16() : units).toString('utf16le');
}

function ascii(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
