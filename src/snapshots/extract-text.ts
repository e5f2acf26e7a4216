import { safeParse } from 'fast-content-type-parse';

import type { ExtractedText } from '../../events/source/source-events.js';
import { codePointOffsets } from '../citations/anchoring/code-points.js';
import { decodeText } from './decode-text.js';
import { MARKDOWN_VERSION, MAX_MARKDOWN_BYTES, markdownText } from './markdown-text.js';
import { sha256Of } from './sha256.js';

type NoText = { readonly reason: string };

/** The text with what the ledger records of it, or why there is none. */
export type Extraction =
  | { readonly text: string; readonly extracted: Exclude<ExtractedText, NoText> }
  | { readonly extracted: NoText };

interface Extractor {
  readonly name: string;
  /** Raised whenever the same bytes may give another text. */
  readonly version: string;
  extract(bytes: Uint8Array, charset: string): { readonly text: string } | NoText;
}

const EXTRACTORS: Readonly<Record<string, Extractor>> = {
  'text/plain': { name: 'plain-text', version: '1', extract: plainText },
  'text/markdown': {
    name: 'markdown',
    version: MARKDOWN_VERSION,
    extract(bytes, charset) {
      if (bytes.length > MAX_MARKDOWN_BYTES) {
        return {
          reason: `No text is taken from Markdown of more than ${MAX_MARKDOWN_BYTES} bytes.`,
        };
      }
      const source = plainText(bytes, charset);
      return 'text' in source ? markdownText(source.text) : source;
    },
  },
};

/** RFC 7763 demands one of Markdown; what has none on the Web is most often this. */
const DEFAULT_CHARSET = 'utf-8';

/**
 * Takes the text out of a snapshot. The same bytes and media type give the same text, as long as the
 * extractor's version is the same. Plain text is kept as it is, its line ends as well.
 *
 * @param mediaType as in a Content-Type field (RFC 9110, 8.3.1), at most 255 characters
 */
export function extractText(bytes: Uint8Array, mediaType: string): Extraction {
  const { type, parameters } = safeParse(mediaType);
  if (type === '') return without('The media type is malformed.');
  const extractor = EXTRACTORS[type];
  if (!extractor) return without(`No text is taken from ${type} yet.`);
  const { name, version } = extractor;
  const outcome = extractor.extract(bytes, parameters['charset'] ?? DEFAULT_CHARSET);
  if ('reason' in outcome) return without(outcome.reason);
  const { text } = outcome;
  const characters = codePointOffsets(text)(text.length);
  return { text, extracted: { extractor: { name, version }, characters, sha256: sha256Of(text) } };
}

function plainText(bytes: Uint8Array, charset: string): { readonly text: string } | NoText {
  const decoded = decodeText(bytes, charset);
  if ('text' in decoded && decoded.text.includes('\0')) {
    return { reason: 'The bytes hold NUL, so they are not taken for text.' };
  }
  return decoded;
}

function without(reason: string): Extraction {
  return { extracted: { reason } };
}
