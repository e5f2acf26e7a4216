import { LRUCache } from 'lru-cache';
import { availableParallelism } from 'node:os';

import type {
  Anchoring,
  Quote,
  ReanchoringOutcome,
} from '../../events/citation/citation-events.js';
import type { ExtractedText } from '../../events/source/source-events.js';
import { TEXT_THREADS, TimedThreads, type ThreadLimits } from '../runtime/timed-threads.js';
import { workerFile, type WorkerFile } from '../runtime/worker-file.js';
import type { SnapshotTexts } from '../snapshots/snapshot-texts.js';
import type { Anchored, AnchoringTask, TextsMissing, TextToSearch } from './anchoring-worker.js';

/** A text that was taken out of a snapshot. */
export type TakenText = Exclude<ExtractedText, { readonly reason: string }>;

/** Where a quote was found before. */
export interface Original {
  readonly anchoring: Anchoring;
  /** Undefined where it is not known any more. */
  readonly text: TakenText | undefined;
}

const LIMITS: ThreadLimits = {
  ...TEXT_THREADS,
  // On two processors the threads that answer and project leave none for a second one, which would take
  // 50 MB and more.
  threads: availableParallelism() > 2 ? 2 : 1,
  // A thread that starts loads the detector of languages, which takes a fifth of a second.
  idleMs: 60_000,
};

/** How many quotes it is remembered of where they were found. */
const REMEMBERED = 100;

/**
 * Looks for quotes in the texts of snapshots, in threads of their own: how long it takes is up to whoever
 * sent text and quote, and even a short text can cost some hundred milliseconds. A message costs less
 * than any search (`docs/decisions/0033-quotes-are-looked-for-in-threads.md`), so that nothing is looked
 * for in the thread that asks. A text goes to the same thread each time, which has prepared it.
 */
export class QuoteAnchoring {
  private readonly lanes: readonly TimedThreads[];
  /** A command that loses a race is decided anew, and asks again. */
  private readonly found = new LRUCache<string, Anchoring>({ max: REMEMBERED });

  constructor(
    private readonly texts: Pick<SnapshotTexts, 'textOf'>,
    limits: Partial<ThreadLimits> = {},
    worker: WorkerFile = workerFile('citations/anchoring-worker'),
  ) {
    const { threads, ...each } = { ...LIMITS, ...limits };
    this.lanes = Array.from(
      { length: threads },
      () => new TimedThreads(worker, { ...each, threads: 1 }),
    );
  }

  /**
   * Returns where the quote is in the text.
   *
   * @param declared BCP 47; what the text is said to be in, where that is known
   */
  async anchor(text: TakenText, quote: Quote, declared: string | undefined): Promise<Anchoring> {
    const key = JSON.stringify([keyOf(text), quote, declared]);
    const known = this.found.get(key);
    if (known) return known;
    const { anchoring } = await this.looked(text, quote, declared, undefined);
    this.found.set(key, anchoring);
    return anchoring;
  }

  /**
   * Returns where the quote is in a later text, and what has become of it. It is told by the same
   * language then and now.
   *
   * @throws as `anchor` does.
   */
  async anchorAgain(
    text: TakenText,
    quote: Quote,
    original: Original,
  ): Promise<{ readonly anchoring: Anchoring; readonly outcome: ReanchoringOutcome }> {
    const { language } = original.anchoring;
    const { anchoring, outcome } = await this.looked(text, quote, language, original);
    return { anchoring, outcome: outcome! };
  }

  /** Ends the threads; what they were at is refused as busy. */
  async close(): Promise<void> {
    await Promise.all(this.lanes.map((lane) => lane.close()));
  }

  private async looked(
    text: TakenText,
    quote: Quote,
    declared: string | undefined,
    original: Original | undefined,
  ): Promise<Anchored> {
    const lane = this.laneOf(text);
    const toSend = new Set<string>();
    // Each text is sent once at most, when the thread says that it needs it.
    // eslint-disable-next-line no-restricted-syntax -- each round sends a text more
    for (;;) {
      const task: AnchoringTask = {
        text: await this.toSearch(text, toSend),
        quote: { ...quote },
        declared,
        ...(original && {
          original: {
            anchoring: original.anchoring,
            text: original.text && (await this.toSearch(original.text, toSend)),
          },
        }),
      };
      const answer = await lane.run<Anchored | TextsMissing>(task);
      if (!('missing' in answer)) return answer;
      for (const key of answer.missing) toSend.add(key);
    }
  }

  private async toSearch(taken: TakenText, toSend: ReadonlySet<string>): Promise<TextToSearch> {
    const key = keyOf(taken);
    if (!toSend.has(key)) return { key };
    const text = await this.texts.textOf(taken);
    return { key, content: { text: text!, details: detailsOf(taken) } };
  }

  private laneOf({ sha256 }: TakenText): TimedThreads {
    return this.lanes[Number.parseInt(sha256.slice(0, 8), 16) % this.lanes.length]!;
  }
}

function detailsOf({ article, marks, language }: TakenText) {
  return {
    ...(article && { article }),
    ...(marks && { marks }),
    ...(language !== undefined && { language }),
  };
}

/** The same words may be marked otherwise on another page. */
function keyOf({ sha256, article, marks, language }: TakenText): string {
  return JSON.stringify([sha256, article, marks, language]);
}
