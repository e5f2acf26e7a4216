import { nextTurn } from './pause.js';

/** Those who wait for the views to reach a position. */
export class Waiters {
  private readonly checks = new Set<() => void>();

  /** Looks again whether those who wait may go on; to be called whenever something has moved. */
  wake(): void {
    for (const check of this.checks) check();
  }

  /**
   * Resolves to true as soon as `reached` says so; to false where the time is over, or `reached` says
   * `never`. What can be answered at once is answered after a turn of the event loop, so that nobody who
   * asks again and again keeps the process from its work.
   */
  async until(reached: () => boolean | 'never', timeoutMs: number): Promise<boolean> {
    const now = reached();
    if (now !== false || timeoutMs <= 0) {
      await nextTurn();
      return now === true;
    }
    return new Promise((resolve) => {
      const check = () => {
        const answer = reached();
        if (answer !== false) end(answer === true);
      };
      const timer = setTimeout(() => end(false), timeoutMs);
      const end = (answer: boolean) => {
        clearTimeout(timer);
        this.checks.delete(check);
        resolve(answer);
      };
      this.checks.add(check);
    });
  }
}
