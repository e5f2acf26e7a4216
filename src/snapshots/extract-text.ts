import type { ExtractedText, Sketch } from '../../events/source/source-events.js';
import { codePointOffsets } from '../text/code-points.js';
import { decodeText } from './decode-text.js';
import { detailsOf, type FoundText } from './found-text.js';
import { mediaTypeOf } from './media-type.js';
import { sha256Of } from './sha256.js';
import { sketchOf } from './sketch.js';

type NoText = { readonly reason: string };

/** The text with what the ledger records of it, or why there is none. */
export type Extraction =
  | {
      readonly text: string;
      readonly extracted: Exclude<ExtractedText, NoText>;
      /** Undefined where the text is too short for one. */
      readonly sketch: Sketch | undefined;
    }
  | { readonly extracted: NoText };

/** In UTF-16 code units. What is longer could not be searched within the time of a request. */
const MAX_TEXT_CHARACTERS = 10_000_000;

interface Extractor {
  readonly name: string;
  /** Raised whenever the same bytes may give another text. */
  readonly version: string;
  /** @param charset of the Content-Type, where it named one */
  extract(bytes: Uint8Array, charset: string | undefined): Promise<FoundText | NoText>;
}

/** Their libraries are loaded when first needed, which for most of them is in a thread of their own. */
const EXTRACTORS: Readonly<Record<string, () => Promise<Extractor>>> = {
  'text/plain': async () => ({
    name: 'plain-text',
    version: '1',
    extract: async (bytes, charset) => plainText(bytes, charset),
  }),
  'text/markdown': async () => {
    const { MARKDOWN_VERSION, MAX_MARKDOWN_BYTES, markdownText } =
      await import('./markdown-text.js');
    return {
      name: 'markdown',
      version: MARKDOWN_VERSION,
      async extract(bytes, charset) {
        if (bytes.length > MAX_MARKDOWN_BYTES) {
          return {
            reason: `No text is taken from Markdown of more than ${MAX_MARKDOWN_BYTES} bytes.`,
          };
        }
        const source = plainText(bytes, charset);
        return 'text' in source ? markdownText(source.text) : source;
      },
    };
  },
  'text/html': () => html(false),
  'application/xhtml+xml': () => html(true),
  'application/pdf': async () => {
    const { PDF_VERSION, pdfText } = await import('./pdf-text.js');
    return {
      name: 'pdf',
      version: PDF_VERSION,
      extract: (bytes) => pdfText(bytes, MAX_TEXT_CHARACTERS),
    };
  },
};

async function html(isXml: boolean): Promise<Extractor> {
  const { HTML_VERSION, htmlText } = await import('./html-text.js');
  return {
    name: 'html',
    version: HTML_VERSION,
    extract: async (bytes, charset) => htmlText(bytes, charset, isXml),
  };
}

/** The media types that text is taken from. */
export const READABLE_TYPES: readonly string[] = Object.keys(EXTRACTORS);

/** RFC 7763 demands one of Markdown; what has none on the Web is most often this. */
const DEFAULT_CHARSET = 'utf-8';

/**
 * Takes the text out of a snapshot. The same bytes and media type give the same text, as long as the
 * extractor's version is the same. Plain text is kept as it is, its line ends as well. How long it takes,
 * and how much memory, is up to whoever made the file: `TextExtraction` bounds both.
 *
 * @param mediaType as in a Content-Type field (RFC 9110, 8.3.1), at most 255 characters
 */
export async function extractText(bytes: Uint8Array, mediaType: string): Promise<Extraction> {
  const media = mediaTypeOf(mediaType);
  if (!media) return without('The media type is malformed.');
  const load = EXTRACTORS[media.type];
  if (!load) return without(`No text is taken from ${media.type}.`);
  const extractor = await load();
  const outcome = await extractor.extract(bytes, media.charset);
  if ('reason' in outcome) return without(outcome.reason);
  const { text } = outcome;
  if (text.length > MAX_TEXT_CHARACTERS && media.type !== 'text/plain') {
    return without(`The text has more than ${MAX_TEXT_CHARACTERS} characters.`);
  }
  return {
    text,
    sketch: sketchOf(articleOf(outcome)),
    extracted: {
      extractor: { name: extractor.name, version: extractor.version },
      characters: codePointOffsets(text)(text.length),
      sha256: sha256Of(text),
      ...detailsOf(outcome),
    },
  };
}

/** Returns the article: menus and footers beside it are no sign that one source draws on another. */
function articleOf({ text, article }: FoundText): string {
  return article ? text.slice(article.start, article.end) : text;
}

function plainText(bytes: Uint8Array, charset = DEFAULT_CHARSET): FoundText | NoText {
  const decoded = decodeText(bytes, charset);
  if ('text' in decoded && decoded.text.includes('\0')) {
    return { reason: 'The bytes hold NUL, so they are not taken for text.' };
  }
  return decoded;
}

/** @param reason is cut to what an event takes. */
export function without(reason: string): Extraction {
  return { extracted: { reason: reason.slice(0, 500).toWellFormed() } };
}
