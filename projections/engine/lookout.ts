import { reasonOf } from './fold.js';
import { delayBefore, type Trouble } from './retrying.js';

/** Milliseconds between two looks. */
export interface LookoutPace {
  /** While nobody waits for what it may see. */
  readonly leisurely: number;
  readonly hurried: number;
}

const PACE: LookoutPace = { leisurely: 1_000, hurried: 100 };

/** A look that takes longer has met a database that does not answer. */
const ANSWER_WITHIN_MS = 5_000;

/** Looks at the database again and again, at what other processes have done there. */
export class Lookout {
  /** Why it cannot see anything at this moment. */
  trouble: Trouble | null = null;
  private readonly pace: LookoutPace;
  private hurrying = 0;
  private stopped = false;
  private wake = () => {};
  private work: Promise<void> | undefined;

  /** @param onTrouble called with every failure, and with null when it can see again. */
  constructor(
    private readonly look: () => Promise<void>,
    private readonly onTrouble: (trouble: Trouble | null) => void,
    pace: Partial<LookoutPace> = {},
  ) {
    this.pace = { ...PACE, ...pace };
  }

  /** Resolves after the first look, whether or not it saw anything. There is no second start. */
  start(): Promise<void> {
    return new Promise((resolve) => {
      this.work = this.keepLooking(resolve);
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.work;
  }

  /** There is something to see now. */
  soon(): void {
    this.wake();
  }

  /** Looks at once, and often until that promise is settled. @returns what it comes to. */
  async hurry<T>(awaited: Promise<T>): Promise<T> {
    this.hurrying += 1;
    // Whoever waits for a database that is away makes it no worse.
    if (!this.trouble) this.wake();
    try {
      return await awaited;
    } finally {
      this.hurrying -= 1;
    }
  }

  private async keepLooking(lookedOnce: () => void): Promise<void> {
    for (let attempts = 0; !this.stopped;) {
      attempts = (await this.succeeds(attempts)) ? 0 : attempts + 1;
      lookedOnce();
      await this.pause(attempts);
    }
  }

  private async succeeds(attempts: number): Promise<boolean> {
    const late = setTimeout(() => {
      this.report(`no answer within ${ANSWER_WITHIN_MS / 1_000} seconds`, attempts + 1);
    }, ANSWER_WITHIN_MS);
    try {
      await this.look();
      if (this.trouble) this.onTrouble((this.trouble = null));
      return true;
    } catch (error) {
      if (!this.stopped) this.report(reasonOf(error), attempts + 1);
      return false;
    } finally {
      clearTimeout(late);
    }
  }

  private report(reason: string, attempts: number): void {
    const since = this.trouble?.since ?? new Date().toISOString();
    this.trouble = { reason, since, attempts };
    this.onTrouble(this.trouble);
  }

  private async pause(attempts: number): Promise<void> {
    if (this.stopped) return;
    const { leisurely, hurried } = this.pace;
    const unhindered = this.hurrying > 0 ? hurried : leisurely;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, attempts > 0 ? delayBefore(attempts) : unhindered);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => {};
  }
}
