import {
  TaskFailedError,
  TEXT_THREADS,
  TimedThreads,
  type ThreadLimits,
} from '../runtime/timed-threads.js';
import { workerFile, type WorkerFile } from '../runtime/worker-file.js';
import { contentOf, type Content } from './content.js';
import { extractText, without, type Extraction } from './extract-text.js';
import type { ExtractionTask } from './extraction-worker.js';
import { saysNothing, UNTOLD_TYPE } from './generic-types.js';
import { mediaTypeOf } from './media-type.js';
import { sniffedType } from './sniffed-type.js';

const LIMITS: ThreadLimits = { ...TEXT_THREADS, idleMs: 10_000 };

/** Decoding and sketching as much takes five milliseconds, and the cost grows with the size alone. */
const PLAIN_TEXT_IN_PLACE = 16 * 1024;

/** How much of binary data is looked at to tell its kind. */
export const BEGINNING_BYTES = 64 * 1024;

/** What a capture is taken for. */
export interface EffectiveType {
  readonly mediaType: string;
  /** What the sender named, where that said nothing and the media type was told from the bytes. */
  readonly declaredType?: string;
}

/** Takes texts out of files that nobody vouches for, in threads that are ended where it takes too much. */
export class TextExtraction {
  private readonly threads: TimedThreads;
  private readonly limits: ThreadLimits;

  constructor(
    limits: Partial<ThreadLimits> = {},
    worker: WorkerFile = workerFile('snapshots/extraction-worker'),
  ) {
    this.limits = { ...LIMITS, ...limits };
    this.threads = new TimedThreads(worker, this.limits);
  }

  /**
   * The bytes are left as they are.
   *
   * @param mediaType as in a Content-Type field, at most 255 characters
   * @throws QueueFullError where too many files are waiting, or this one waited too long, or it is closed.
   */
  async extract(given: Content | Uint8Array, mediaType: string): Promise<Extraction> {
    const content = contentOf(given);
    if (isReadInPlace(content, mediaType)) return extractText(await content.read(), mediaType);
    const { file } = content;
    // A file is read by the thread: those that wait for one take no memory.
    const task: ExtractionTask =
      file === undefined ? { bytes: await content.read(), mediaType } : { file, mediaType };
    return this.inThread<Extraction>(task, (failure) => without(this.reasonOf(failure)));
  }

  /**
   * The media type that is named, or that of the bytes where the named one says nothing. Markup, PDF and
   * text are told in place from the first bytes, other kinds in a thread: their readers follow offsets
   * that the file gives.
   *
   * @param bytes the first {@link BEGINNING_BYTES} are enough
   * @param declared as in a Content-Type field, at most 255 characters
   * @throws QueueFullError as `extract` does.
   */
  async typeOf(bytes: Uint8Array, declared: string): Promise<EffectiveType> {
    if (!saysNothing(declared)) return { mediaType: declared };
    const mediaType = sniffedType(bytes) ?? (await this.binaryType(bytes)) ?? UNTOLD_TYPE;
    return mediaTypeOf(declared)?.type === mediaType
      ? { mediaType: declared }
      : { mediaType, declaredType: declared };
  }

  /** Undefined where it is not known, or takes too long to tell. */
  private async binaryType(bytes: Uint8Array): Promise<string | undefined> {
    const beginning = new Uint8Array(bytes.subarray(0, BEGINNING_BYTES));
    const task: ExtractionTask = { beginning };
    return this.inThread<string | undefined>(task, () => undefined);
  }

  /** Ends the threads; what they were at is refused as busy. */
  async close(): Promise<void> {
    await this.threads.close();
  }

  private async inThread<Result>(
    task: ExtractionTask,
    otherwise: (failure: TaskFailedError) => Result,
  ): Promise<Result> {
    try {
      return await this.threads.run<Result>(task);
    } catch (error) {
      if (error instanceof TaskFailedError) return otherwise(error);
      throw error;
    }
  }

  /** The fault of a file that no reader foresaw is the file's, since the others are read. */
  private reasonOf({ why, message }: TaskFailedError): string {
    switch (why) {
      case 'too-long':
        return `Its text takes longer than ${this.limits.timeMs / 1000} s to take out.`;
      case 'too-large':
        return 'Its text takes more memory to take out than a file may have.';
      case 'threw':
        return `Its text cannot be taken out: ${message}`;
    }
  }
}

function isReadInPlace({ size }: Content, mediaType: string): boolean {
  const media = mediaTypeOf(mediaType);
  return media === undefined || (media.type === 'text/plain' && size <= PLAIN_TEXT_IN_PLACE);
}
