import { Piscina } from 'piscina';

import { errorCodeOf } from '../runtime/error-code.js';
import { workerFile, type WorkerFile } from '../runtime/worker-file.js';
import { extractText, without, type Extraction } from './extract-text.js';
import type { ExtractionTask } from './extraction-worker.js';
import { saysNothing, UNTOLD_TYPE } from './generic-types.js';
import { mediaTypeOf } from './media-type.js';
import { sniffedType } from './sniffed-type.js';
import { QueueFullError, Semaphore } from './semaphore.js';

export interface ExtractionLimits {
  /** Milliseconds that one file may take, after which its thread is ended. */
  readonly timeMs: number;
  /** Files that are read at the same time. */
  readonly threads: number;
  /** Files that may wait. */
  readonly waiting: number;
  /** Milliseconds that a file may wait for its turn. */
  readonly waitMs: number;
  /** Of a thread's heap. */
  readonly heapMb: number;
}

const LIMITS: ExtractionLimits = {
  timeMs: 10_000,
  threads: 2,
  waiting: 32,
  waitMs: 15_000,
  heapMb: 512,
};

/** Decoding and sketching as much takes some milliseconds, and the cost grows with the size alone. */
const PLAIN_TEXT_IN_PLACE = 128 * 1024;

/** As much of binary data as is looked at to tell its kind. */
const BEGINNING_BYTES = 64 * 1024;

/** What a capture is taken for. */
export interface EffectiveType {
  readonly mediaType: string;
  /** What the sender named, where that said nothing and the media type was told from the bytes. */
  readonly declaredType?: string;
}

/** A thread that nobody needs ends. */
const IDLE_MS = 10_000;

/**
 * Takes texts out of files that nobody vouches for, in threads of their own: the event loop stays free,
 * and a file that takes too long or too much ends its thread and nothing else. Threads are started when
 * there is something to do; they keep no process from its end.
 */
export class TextExtraction {
  private pool: Piscina | undefined;
  private readonly semaphore: Semaphore;
  private readonly limits: ExtractionLimits;
  private readonly closing = new AbortController();

  constructor(
    limits: Partial<ExtractionLimits> = {},
    private readonly worker: WorkerFile = workerFile('snapshots/extraction-worker'),
  ) {
    this.limits = { ...LIMITS, ...limits };
    const { threads, waiting, waitMs } = this.limits;
    this.semaphore = new Semaphore({ atOnce: threads, waiting, waitMs });
  }

  /**
   * The bytes are left as they are.
   *
   * @param mediaType as in a Content-Type field, at most 255 characters
   * @throws QueueFullError where too many files are waiting, or this one waited too long, or it is closed.
   */
  async extract(bytes: Uint8Array, mediaType: string): Promise<Extraction> {
    if (isReadInPlace(bytes, mediaType)) return extractText(bytes, mediaType);
    const task = { bytes, mediaType };
    const taken = await this.semaphore.run(() => this.inThread<Extraction>(task));
    return 'failure' in taken ? without(taken.failure) : taken.result;
  }

  /**
   * The media type that is named, or that of the bytes where the named one says nothing. Markup, PDF and
   * text are told in place from the first bytes, other kinds in a thread: their readers follow offsets
   * that the file gives.
   *
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
    const told = await this.semaphore.run(() => this.inThread<string | undefined>({ beginning }));
    return 'failure' in told ? undefined : told.result;
  }

  /** Ends the threads; what they were at is refused as busy. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.pool?.destroy();
  }

  /** @throws QueueFullError where the server is stopping. */
  private async inThread<Result>(
    task: ExtractionTask,
  ): Promise<{ readonly result: Result } | { readonly failure: string }> {
    if (this.closing.signal.aborted) throw new QueueFullError('The server is stopping.');
    const timer = new AbortController();
    const timeout = setTimeout(() => timer.abort(), this.limits.timeMs);
    try {
      this.pool ??= this.startPool();
      return { result: (await this.pool.run(task, { signal: timer.signal })) as Result };
    } catch (error) {
      if (this.closing.signal.aborted) throw new QueueFullError('The server is stopping.');
      const tooLong = `Its text takes longer than ${this.limits.timeMs / 1000} s to take out.`;
      return { failure: timer.signal.aborted ? tooLong : failureOf(error) };
    } finally {
      clearTimeout(timeout);
    }
  }

  private startPool(): Piscina {
    const { threads, heapMb } = this.limits;
    return new Piscina({
      ...this.worker,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: IDLE_MS,
      // Nothing of the server's: no key that stands in a variable is in reach of a reader's fault.
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 64 },
    });
  }
}

function isReadInPlace(bytes: Uint8Array, mediaType: string): boolean {
  const media = mediaTypeOf(mediaType);
  return (
    media === undefined || (media.type === 'text/plain' && bytes.length <= PLAIN_TEXT_IN_PLACE)
  );
}

/** The fault of a file that no reader foresaw: it is the file's, since the others are read. */
function failureOf(error: unknown): string {
  if (errorCodeOf(error) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return 'Its text takes more memory to take out than a file may have.';
  }
  const { message } = error as { readonly message?: unknown };
  return `Its text cannot be taken out: ${String(message)}`;
}
