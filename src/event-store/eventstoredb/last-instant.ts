import type { RecordedEvent } from '../../../events/envelope.js';
import { requestBegan } from '../request-began.js';

type Seen = Pick<RecordedEvent, 'position' | 'metadata'>;

/** How old a look at the end of the log may be that an append relies on, in milliseconds. */
const LOOK_AFTER_MS = 1_000;

/**
 * When the last event of the log was recorded, as far as this process knows. The server stamps what it
 * takes with a clock of its own, which may go back as any other and is that of another node after an
 * election: so `recordedAt` stays ours, and no process stamps an event with an instant that lies before
 * what it has seen in the log. What another process appends in the second since the last look, or at the
 * very same time, is not known here.
 */
export class LastInstant {
  private position = '';
  private instant = '';
  private given = '';
  private lookedAt = -Infinity;
  private looking: Promise<void> | undefined;

  /** @param last gives the last event of the log. */
  constructor(private readonly last: () => Promise<Seen | undefined>) {}

  /** Takes what was read or appended: of the events seen the last of the log counts. */
  saw(event: Seen | undefined): void {
    if (!event || event.position <= this.position) return;
    this.position = event.position;
    this.instant = event.metadata.recordedAt;
  }

  /** Looks at the end of the log, unless that was done a moment ago. @throws EventStoreError */
  async look(): Promise<void> {
    if (performance.now() - this.lookedAt < LOOK_AFTER_MS) return;
    // Many may ask for it at once; the time of the request that came first is not that of the others.
    this.looking ??= requestBegan.exit(() => this.lookNow());
    await this.looking;
  }

  /** Returns the instant to record an event at that was made then. Later calls give none before it. */
  notBefore(recordedAt: string): string {
    for (const instant of [this.instant, recordedAt]) {
      if (instant > this.given) this.given = instant;
    }
    return this.given;
  }

  private async lookNow(): Promise<void> {
    try {
      this.saw(await this.last());
      this.lookedAt = performance.now();
    } finally {
      this.looking = undefined;
    }
  }
}
