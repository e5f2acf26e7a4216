import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A document, and quotes with what is right to say of each; all in our own words. */
export interface DocumentCase {
  readonly kind: string;
  readonly situation: string;
  /** Where people met it. */
  readonly report?: string;
  /** What the source is described with; left out where nobody said. */
  readonly language?: string;
  /** The media type of the Content-Type. */
  readonly mediaType: string;
  /** The document itself, as UTF-8; or else the name of its file in `test/corpus/documents`. */
  readonly text?: string;
  readonly file?: string;
  /** What the text taken from the document begins with. */
  readonly begins?: string;
  readonly quotes: readonly QuoteCase[];
}

export interface QuoteCase {
  readonly quote: string;
  /** Any one of these is right. */
  readonly expected: readonly Outcome[];
}

/** What is told of a quote, in few words; of what is expected, the members that matter. */
export interface Outcome {
  readonly fidelity?: string;
  readonly anchor?: string;
  /** The text's own words, spaces as one. */
  readonly passage?: string;
  /** What the passage begins with. */
  readonly passageBegins?: string;
  /** `from`, `to` and the kind. */
  readonly changes?: readonly (readonly [string, string, string])[];
  /** The kinds of the changes, each once, in the order of the alphabet. */
  readonly kinds?: readonly string[];
  /** The words and whether they hold a negation. */
  readonly omitted?: readonly (readonly [string, boolean | null])[];
  /** The kinds of the marks, each once, in the order of the alphabet. */
  readonly marks?: readonly string[];
  /** Whether the rest of the sentence holds a negation. */
  readonly negation?: boolean | null;
  /** The rest of the sentence, without blanks at its ends. */
  readonly before?: string;
  readonly after?: string;
  readonly within?: string;
}

const CASES = 'test/documents-table/cases';
const FILES = 'test/corpus/documents';

/** Returns the cases in the order of their files. */
export function documentCases(): DocumentCase[] {
  return readdirSync(CASES)
    .toSorted()
    .flatMap((file) => JSON.parse(readFileSync(join(CASES, file), 'utf8')) as DocumentCase[]);
}

export function bytesOf({ text, file, situation }: DocumentCase): Uint8Array {
  if (file !== undefined) return readFileSync(join(FILES, file));
  if (text === undefined) throw new Error(`"${situation}" has neither text nor file`);
  return Buffer.from(text);
}
