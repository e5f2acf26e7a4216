import { Piscina } from 'piscina';

import { errorCodeOf } from './error-code.js';
import { QueueFullError, Semaphore } from './semaphore.js';
import type { TimedTask } from './timed-work.js';
import type { WorkerFile } from './worker-file.js';

export interface ThreadLimits {
  /** Milliseconds that one task may take once it has begun, after which its thread is ended. */
  readonly timeMs: number;
  /** Tasks that are worked on at the same time, each in a thread of its own. */
  readonly threads: number;
  /** Tasks that may wait. */
  readonly waiting: number;
  /** Milliseconds that a task may wait for its turn. */
  readonly waitMs: number;
  /** Milliseconds that a thread may take to start, whatever else the machine is at. */
  readonly startMs: number;
  /** Of a thread's heap. */
  readonly heapMb: number;
  /** Milliseconds after which a thread that nobody needs ends. */
  readonly idleMs: number;
}

/** The limits of work on texts that nobody vouches for; how long an idle thread is kept is each user's own. */
export const TEXT_THREADS: Omit<ThreadLimits, 'idleMs'> = {
  timeMs: 10_000,
  threads: 2,
  waiting: 32,
  waitMs: 15_000,
  startMs: 60_000,
  heapMb: 512,
};

/**
 * The room for new objects in a thread's heap, which the thread keeps once it has needed it. Node's default
 * is 48, and 64 was allowed before: quotes in a text of 400,000 characters, and catching up 30,000 events,
 * took as much processor time with either.
 */
export const YOUNG_GENERATION_MB = 12;

/** How often it is looked whether a task has begun, in milliseconds. */
const LOOK_MS = 50;

/** What a task came to that was not carried out: its thread was ended, or it threw. */
export class TaskFailedError extends Error {
  override readonly name = 'TaskFailedError';
  constructor(
    readonly why: 'too-long' | 'too-large' | 'threw',
    message: string,
    options: { cause?: unknown } = {},
  ) {
    super(message, options);
  }
}

/**
 * Does work that nobody vouches for in threads of its own: the event loop stays free, and a task that
 * takes too long or too much ends its thread and nothing else. Threads are started when there is
 * something to do; they keep no process from its end.
 */
export class TimedThreads {
  private pool: Piscina | undefined;
  private readonly semaphore: Semaphore;
  private readonly closing = new AbortController();

  constructor(
    private readonly worker: WorkerFile,
    private readonly limits: ThreadLimits,
  ) {
    const { threads, waiting, waitMs } = limits;
    this.semaphore = new Semaphore({ atOnce: threads, waiting, waitMs });
  }

  /**
   * Returns what the worker's function returns for the task.
   *
   * @param task is copied to the thread
   * @throws QueueFullError where too much is waiting, or this task waited too long, or it is closed;
   * TaskFailedError.
   */
  run<Result>(task: unknown): Promise<Result> {
    return this.semaphore.run(() => this.inThread<Result>(task));
  }

  /** Ends the threads; what they were at is refused as busy. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.pool?.destroy();
  }

  private async inThread<Result>(task: unknown): Promise<Result> {
    if (this.closing.signal.aborted) throw new QueueFullError('The server is stopping.');
    const timed: TimedTask<unknown> = { task, begun: new Int32Array(new SharedArrayBuffer(4)) };
    const limit = new AbortController();
    const stopLooking = this.endInTime(timed, limit);
    try {
      this.pool ??= this.startPool();
      return (await this.pool.run(timed, { signal: limit.signal })) as Result;
    } catch (error) {
      if (this.closing.signal.aborted) throw new QueueFullError('The server is stopping.');
      if (!limit.signal.aborted) throw failureOf(error);
      if (hasBegun(timed)) throw this.tooLong(error);
      throw new QueueFullError(`No thread started within ${this.limits.startMs / 1000} s.`);
    } finally {
      stopLooking();
    }
  }

  /** A thread takes seconds to start where the machine is busy: that is no time of the task's. */
  private endInTime(timed: TimedTask<unknown>, limit: AbortController): () => void {
    const { startMs, timeMs } = this.limits;
    const end = () => limit.abort();
    let timer = setTimeout(end, startMs);
    const looking = setInterval(() => {
      if (!hasBegun(timed)) return;
      clearInterval(looking);
      clearTimeout(timer);
      timer = setTimeout(end, timeMs);
    }, LOOK_MS);
    return () => {
      clearInterval(looking);
      clearTimeout(timer);
    };
  }

  private tooLong(cause: unknown): TaskFailedError {
    const message = `It takes longer than ${this.limits.timeMs / 1000} s.`;
    return new TaskFailedError('too-long', message, { cause });
  }

  private startPool(): Piscina {
    const { threads, heapMb, idleMs } = this.limits;
    return new Piscina({
      ...this.worker,
      minThreads: 0,
      maxThreads: threads,
      idleTimeout: idleMs,
      // Nothing of the server's: no key that stands in a variable is in reach of a reader's fault.
      env: {},
      resourceLimits: {
        maxOldGenerationSizeMb: heapMb,
        maxYoungGenerationSizeMb: YOUNG_GENERATION_MB,
      },
    });
  }
}

function hasBegun({ begun }: TimedTask<unknown>): boolean {
  return Atomics.load(begun, 0) === 1;
}

function failureOf(cause: unknown): TaskFailedError {
  if (errorCodeOf(cause) === 'ERR_WORKER_OUT_OF_MEMORY') {
    return new TaskFailedError('too-large', 'It takes more memory than a task may have.', {
      cause,
    });
  }
  // Thrown in another thread: of no class of this one's.
  const { message } = cause as { readonly message?: unknown };
  return new TaskFailedError('threw', String(message), { cause });
}
