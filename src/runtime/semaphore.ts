import { withTimeout } from './with-timeout.js';

/** Too much is waiting already, or nothing more is begun. */
export class QueueFullError extends Error {
  override readonly name = 'QueueFullError';
}

export interface SemaphoreLimits {
  readonly atOnce: number;
  readonly waiting: number;
  readonly waitMs: number;
}

/** Lets a bounded number of steps run at once, and a bounded number wait, first come first served. */
export class Semaphore {
  private running = 0;
  private readonly queue: (() => void)[] = [];

  constructor(private readonly limits: SemaphoreLimits) {}

  /** @throws QueueFullError where the step had no turn; what the step throws. */
  async run<T>(step: () => Promise<T>): Promise<T> {
    if (this.running >= this.limits.atOnce) await this.turn();
    else this.running += 1;
    try {
      return await step();
    } finally {
      this.passOn();
    }
  }

  /** The place goes to the next in the queue, who does not count it again. */
  private passOn(): void {
    const next = this.queue.shift();
    if (next) next();
    else this.running -= 1;
  }

  private async turn(): Promise<void> {
    if (this.queue.length >= this.limits.waiting)
      throw new QueueFullError('Too much waits already.');
    let mine: () => void = () => undefined;
    const called = new Promise<void>((resolve) => {
      mine = resolve;
    });
    this.queue.push(mine);
    const late = () => new QueueFullError(`It had no turn within ${this.limits.waitMs / 1000} s.`);
    try {
      await withTimeout(this.limits.waitMs, called, late);
    } catch (error) {
      const at = this.queue.indexOf(mine);
      if (at >= 0) this.queue.splice(at, 1);
      // It was called in the same moment.
      else this.passOn();
      throw error;
    }
  }
}
