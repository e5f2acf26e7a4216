import { getBOMEncoding, isomorphicDecode, normalizeEncoding } from '@exodus/bytes/encoding.js';

/** HTML 13.2.3.2: authors have to name the encoding within as many bytes, and browsers look no further. */
const PRESCANNED_BYTES = 1024;

const SPACE = '[\\t\\n\\f\\r ]';
/** HTML 13.2.3.2, "get an attribute": name, and the value in one of three ways. */
const ATTRIBUTE = new RegExp(
  `[\\t\\n\\f\\r /]*(=?[^\\t\\n\\f\\r /=>]*)(?:${SPACE}*=${SPACE}*(?:"([^"]*)"|'([^']*)'|((?!["'])[^\\t\\n\\f\\r >]*)))?`,
  'y',
);
const META = new RegExp('<meta(?=[\\t\\n\\f\\r /])', 'iy');
const TAG = /<\/?[a-z][^\t\n\f\r >]*/iy;
const BOGUS = /<[!/?][^>]*>?/y;
/** HTML 2.5.3, "extracting a character encoding from a meta element". */
const CHARSET_IN_CONTENT = new RegExp(
  `charset${SPACE}*=${SPACE}*(?:"([^"]*)"|'([^']*)'|((?!["'])[^\\t\\n\\f\\r ;]+))`,
  'i',
);
const XML_DECLARATION = /^<\?xml[^>]*?encoding[\t\n\r ]*=[\t\n\r ]*(?:"([^">]*)"|'([^'>]*)')/;

/** Elements in which no tag begins but their own end (HTML 13.2.6.4.4, 13.2.6.4.7). */
const RAW_TEXT = /^<(script|style|title|textarea|noscript|noframes|noembed|iframe|xmp)$/i;

/**
 * The encoding of an HTML file as a browser finds it: a byte order mark, else the Content-Type's charset,
 * else what the file says of itself (also late, for which browsers read it once more), else UTF-8 where
 * the bytes are that, else windows-1252.
 * https://html.spec.whatwg.org/multipage/parsing.html#determining-the-character-encoding
 * https://html.spec.whatwg.org/multipage/parsing.html#changing-the-encoding-while-parsing
 *
 * @param told the charset of the Content-Type
 * @returns a name of the Encoding Standard, lower case
 */
export function htmlEncoding(bytes: Uint8Array, told: string | undefined): string {
  const certain = getBOMEncoding(bytes) ?? known(told);
  return certain ?? prescanned(bytes) ?? named(bytes) ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252');
}

function known(label: string | undefined): string | undefined {
  return label === undefined ? undefined : (normalizeEncoding(label) ?? undefined);
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function prescanned(bytes: Uint8Array): string | undefined {
  const head = isomorphicDecode(bytes.subarray(0, PRESCANNED_BYTES));
  if (head.startsWith('<\0?\0x\0')) return 'utf-16le';
  if (head.startsWith('\0<\0?\0x')) return 'utf-16be';
  return ofMeta(head, false) ?? asciiCompatible(valueOf(XML_DECLARATION.exec(head)));
}

/** Returns the charset of a `meta` that the tree builder meets, anywhere in the file. */
function named(bytes: Uint8Array): string | undefined {
  if (bytes.length <= PRESCANNED_BYTES) return undefined;
  return ofMeta(isomorphicDecode(bytes), true);
}

/** @param isParsed whether what a parser takes for text is passed over, which the prescan does not */
function ofMeta(head: string, isParsed: boolean): string | undefined {
  for (let at = head.indexOf('<'); at >= 0; at = head.indexOf('<', at)) {
    if (head.startsWith('<!--', at)) {
      const end = head.indexOf('-->', at + 2);
      if (end < 0) return undefined;
      at = end + 3;
      continue;
    }
    const isMeta = matchedAt(META, head, at) !== undefined;
    const tag = matchedAt(isMeta ? META : TAG, head, at);
    if (tag === undefined) {
      at += matchedAt(BOGUS, head, at)?.[0].length ?? 1;
      continue;
    }
    const { attributes, end } = attributesFrom(head, at + tag[0].length);
    const encoding = isMeta ? metaEncoding(attributes) : undefined;
    if (encoding !== undefined) return encoding;
    const raw = isParsed ? RAW_TEXT.exec(tag[0])?.[1] : undefined;
    at = raw === undefined ? end : endOfRawText(raw, head, end);
    if (at < 0) return undefined;
  }
  return undefined;
}

/** The place of its end tag, or -1. */
function endOfRawText(name: string, text: string, from: number): number {
  const end = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'ig');
  end.lastIndex = from;
  return end.exec(text)?.index ?? -1;
}

function attributesFrom(head: string, from: number) {
  const attributes = new Map<string, string>();
  let end = from;
  for (;;) {
    const match = matchedAt(ATTRIBUTE, head, end);
    const name = match?.[1]?.toLowerCase() ?? '';
    if (!match || name === '') return { attributes, end };
    end += match[0].length;
    // The first of a name counts.
    if (!attributes.has(name)) attributes.set(name, match[2] ?? match[3] ?? match[4] ?? '');
  }
}

function metaEncoding(attributes: ReadonlyMap<string, string>): string | undefined {
  const charset = attributes.get('charset');
  if (charset !== undefined) return asciiCompatible(charset);
  if (attributes.get('http-equiv')?.toLowerCase() !== 'content-type') return undefined;
  return asciiCompatible(valueOf(CHARSET_IN_CONTENT.exec(attributes.get('content') ?? '')));
}

/** A file whose ASCII could be read so far is not in UTF-16, whatever it says. */
function asciiCompatible(label: string | undefined): string | undefined {
  const encoding = known(label);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return 'utf-8';
  return encoding === 'x-user-defined' ? 'windows-1252' : encoding;
}

function valueOf(match: RegExpExecArray | null): string | undefined {
  return match?.slice(1).find((group) => group !== undefined);
}

function matchedAt(sticky: RegExp, text: string, at: number): RegExpExecArray | undefined {
  sticky.lastIndex = at;
  return sticky.exec(text) ?? undefined;
}
