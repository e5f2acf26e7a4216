import { Inject, Injectable } from '@nestjs/common';

import type { Position } from '../../events/envelope.js';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE, SETTINGS, VIEW_PROGRESS } from '../parts.js';
import type { Settings } from '../settings/settings.js';
import type { AsOf } from './as-of.js';

/** How far the clocks of several processes over one log may differ. */
const CLOCKS_DIFFER_MS = 60_000;

/** An event that the views show. */
interface Shown {
  readonly position: Position;
  /** Milliseconds since 1970. */
  readonly recordedAt: number;
}

/** Knows of which moments the views show everything that will ever have been recorded by then. */
@Injectable()
export class SettledPast {
  private latest: Shown | undefined;
  private looking = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'readAt'>,
    @Inject(VIEW_PROGRESS) private readonly progress: { position(): Position | null },
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'eventStoreUrl'>,
  ) {}

  /**
   * Whether nothing more will be recorded as of that moment. Of an instant it is known when something
   * later is shown, since `recordedAt` never goes back in the log, or not by more than the clocks of its
   * processes differ; and it is said from the next read on: a read does not wait for the event store.
   */
  includes(asOf: AsOf): boolean {
    const shown = this.progress.position();
    if (!asOf || shown === null) return false;
    if ('position' in asOf) return asOf.position <= shown;
    const leeway = this.settings.eventStoreUrl === undefined ? 0 : CLOCKS_DIFFER_MS;
    if (this.latest && this.latest.recordedAt - leeway > Date.parse(asOf.instant)) return true;
    if (this.latest?.position !== shown) void this.look(shown);
    return false;
  }

  private async look(position: Position): Promise<void> {
    if (this.looking) return;
    this.looking = true;
    try {
      const event = await this.store.readAt(position);
      if (event) this.latest = { position, recordedAt: Date.parse(event.metadata.recordedAt) };
    } catch {
      // The event store is away: a later read asks again.
    } finally {
      this.looking = false;
    }
  }
}
