import { Inject, Injectable } from '@nestjs/common';

import { DeliveriesUnavailableError } from '../delivery-store/delivery-database.js';
import type { DeliveryStore } from '../delivery-store/delivery-store.js';
import { CLOCK, DELIVERIES, type Clock } from '../parts.js';
import type { DeliveryBacklog } from './metrics.js';

const NONE: DeliveryBacklog = { queued: 0, dead: 0, lagSeconds: 0 };

/** What of the deliveries to webhooks is not done, whichever process sends them. */
@Injectable()
export class DeliveryLag {
  constructor(
    @Inject(DELIVERIES) private readonly deliveries: Pick<DeliveryStore, 'isThere' | 'counts'>,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Null where it cannot be told now. */
  async backlog(): Promise<DeliveryBacklog | null> {
    try {
      if (!(await this.deliveries.isThere())) return NONE;
      const { queued, dead, oldestQueued } = await this.deliveries.counts();
      return { queued, dead, lagSeconds: this.secondsSince(oldestQueued) };
    } catch (error) {
      if (error instanceof DeliveriesUnavailableError) return null;
      throw error;
    }
  }

  private secondsSince(instant: string | null): number {
    if (instant === null) return 0;
    return Math.max(0, (this.clock().getTime() - Date.parse(instant)) / 1_000);
  }
}
