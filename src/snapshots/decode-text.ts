import { normalizeEncoding, TextDecoder } from '@exodus/bytes/encoding.js';

/**
 * Bytes as text in a charset, named by a label of the WHATWG Encoding Standard; a byte order mark at
 * the start is dropped. Not by Node's own TextDecoder: up to Node 22 that reads windows-1252, and so
 * `iso-8859-1`, as Latin-1 (https://github.com/nodejs/node/issues/56542) and lets other bytes pass that
 * the standard refuses, and a text must be the same whatever Node takes it out.
 */
export function decodeText(
  bytes: Uint8Array,
  charset: string,
): { readonly text: string } | { readonly reason: string } {
  const encoding = normalizeEncoding(charset);
  // "replacement" stands for charsets that the standard knows and forbids to decode.
  if (encoding === null || encoding === 'replacement') {
    return { reason: `The charset ${charset} is not known.` };
  }
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (isTypeError(error)) return { reason: `The bytes are not valid ${encoding}.` };
    throw error;
  }
}

/**
 * What the standard lets a fatal decoder throw. Told by its name, not its class: test runners give each
 * file another TypeError than Node's own.
 */
function isTypeError(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'name' in error && error.name === 'TypeError'
  );
}
