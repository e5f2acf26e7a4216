import { setImmediate as nextTurn } from 'node:timers/promises';

import type { RecordedEvent } from '../../../events/envelope.js';
import type { CaughtUp, SubscribeOptions } from '../event-store.js';
import type { CommitSignal } from './commit-signal.js';
import type { LogReader, PageReader } from './log-reader.js';
import { rowOf, toPosition } from './position.js';
import { guarded } from './sqlite-failure.js';
import { recordedEvent } from './stored-event.js';

const READING = 'cannot read the log';

export type Subscribed = RecordedEvent | CaughtUp;

export interface SubscriptionSource {
  readonly reader: LogReader;
  readonly committed: CommitSignal;
  /** How often to look for what another process wrote. */
  readonly pollIntervalMs: number;
}

/**
 * Follows the log: pages up to its head, says so, then waits for a commit in this process or for the
 * next look at what others wrote.
 */
export class Subscription implements AsyncIterator<Subscribed, void> {
  private readonly items: AsyncGenerator<Subscribed, void>;
  private readonly stop = () => this.end();
  private ended = false;
  private wake: (() => void) | undefined;

  /** @param onEnd called when it has ended, for whatever reason; may be called again. */
  constructor(
    private readonly source: SubscriptionSource,
    private readonly options: SubscribeOptions,
    private readonly onEnd: () => void,
  ) {
    this.items = this.follow();
  }

  next(): Promise<IteratorResult<Subscribed, void>> {
    return this.items.next();
  }

  /** Ends a wait too, which a generator's own `return` would sit out. */
  return(): Promise<IteratorResult<Subscribed, void>> {
    this.end();
    return this.items.return();
  }

  end(): void {
    this.ended = true;
    this.wake?.();
    this.options.signal.removeEventListener('abort', this.stop);
    this.onEnd();
  }

  private async *follow(): AsyncGenerator<Subscribed, void> {
    const { reader } = this.source;
    const { after, filter, signal } = this.options;
    try {
      if (signal.aborted) this.end();
      else signal.addEventListener('abort', this.stop);
      let lookedAt = after === undefined ? 0 : rowOf(after);
      let announced: number | undefined;
      let pages: PageReader | undefined;
      // eslint-disable-next-line no-restricted-syntax -- waits for what comes, or for the end
      while (!this.ended) {
        const head = guarded(READING, () => reader.head());
        if (lookedAt < head) {
          const read = (pages ??= guarded(READING, () => reader.pages(filter)));
          const page = guarded(READING, () => read(lookedAt, head));
          for (const row of page.rows) {
            yield recordedEvent(row);
            if (this.ended) return;
          }
          lookedAt = page.lookedAt;
          // A reader that never waits would keep everything else in the process from its turn.
          if (lookedAt < head) await nextTurn();
        } else if (announced !== lookedAt) {
          announced = lookedAt;
          yield { caughtUp: true, position: lookedAt === 0 ? undefined : toPosition(lookedAt) };
        } else {
          // Nothing is awaited between the look at the head and this, so no commit is slept through.
          await this.commitOrPoll();
        }
      }
    } finally {
      this.end();
    }
  }

  private commitOrPoll(): Promise<void> {
    const { committed, pollIntervalMs } = this.source;
    return new Promise((resolve) => {
      const wake = () => {
        clearTimeout(timer);
        committed.ignore(wake);
        this.wake = undefined;
        resolve();
      };
      const timer = setTimeout(wake, pollIntervalMs);
      committed.listen(wake);
      this.wake = wake;
    });
  }
}
