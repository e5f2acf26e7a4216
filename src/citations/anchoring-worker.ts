import { LRUCache } from 'lru-cache';

import type {
  Anchoring,
  Quote,
  ReanchoringOutcome,
} from '../../events/citation/citation-events.js';
import { timedWork } from '../runtime/timed-work.js';
import { languageDetector } from '../text/language-detector.js';
import { anchorQuote } from './anchoring/anchor-quote.js';
import { reanchored } from './anchoring/reanchoring.js';
import { SnapshotText, type TextDetails } from './anchoring/texts/snapshot-text.js';

/** A text that a thread may have prepared already. */
export interface TextToSearch {
  /** The same for the same words with the same details. */
  readonly key: string;
  /** Left out where the thread may have it. */
  readonly content?: { readonly text: string; readonly details: TextDetails };
}

/** What a thread is asked to do: to look for a quote, and to say what became of it since it was found. */
export interface AnchoringTask {
  readonly text: TextToSearch;
  readonly quote: Quote;
  /** BCP 47; the language that the quote is told by. */
  readonly declared: string | undefined;
  readonly original?: { readonly anchoring: Anchoring; readonly text: TextToSearch | undefined };
}

export interface Anchored {
  readonly anchoring: Anchoring;
  /** Undefined where the task says of no original. */
  readonly outcome: ReanchoringOutcome | undefined;
}

/** Keys of the texts that must be sent along. */
export interface TextsMissing {
  readonly missing: readonly string[];
}

const PREPARED_BYTES = 64 * 1024 * 1024;

/** What a prepared text takes for each UTF-16 code unit, the forms that a search makes of it included. */
const PREPARED_BYTES_A_UNIT = 24;
const OVERHEAD_BYTES = 64;

/** The two texts of a look have room beside each other, however large they are. */
const LARGEST_SHARE = PREPARED_BYTES / 2;

const prepared = new LRUCache<string, SnapshotText>({
  maxSize: PREPARED_BYTES,
  sizeCalculation: ({ text }) =>
    Math.min(PREPARED_BYTES_A_UNIT * text.length + OVERHEAD_BYTES, LARGEST_SHARE),
});

/** The entry of a thread of {@link QuoteAnchoring}: each text is prepared once for many quotes. */
export default timedWork(work);

async function work(task: AnchoringTask): Promise<Anchored | TextsMissing> {
  const { quote, declared, original } = task;
  const needed = original?.text ? [task.text, original.text] : [task.text];
  const missing = needed.filter(({ key, content }) => !content && !prepared.has(key));
  if (missing.length > 0) return { missing: missing.map(({ key }) => key) };
  const [text, originalText] = needed.map(preparedOf);
  const anchoring = anchorQuote(text!, quote, { declared, detect: await languageDetector() });
  const texts = originalText && { original: originalText, later: text!, quote };
  const outcome = original && reanchored(original.anchoring, anchoring, texts);
  return { anchoring, outcome };
}

function preparedOf({ key, content }: TextToSearch): SnapshotText {
  const known = prepared.get(key);
  if (known) return known;
  const made = new SnapshotText(content!.text, content!.details);
  prepared.set(key, made);
  return made;
}
