import { Inject, Injectable } from '@nestjs/common';

import type { Position } from '../../events/envelope.js';
import type { ProjectionStatus } from '../../projections/engine/status.js';
import { EventStoreError, type EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../parts.js';
import { promptHead } from './prompt-head.js';

/** More are not counted: a thousand says that a view is far behind, whatever the log's engine. */
export const COUNTED_AT_MOST = 1_000;

/** How many events the views have not shown yet. */
@Injectable()
export class ProjectionLag {
  constructor(@Inject(EVENT_STORE) private readonly store: Pick<EventStore, 'head' | 'readAll'>) {}

  /**
   * Counted in the log, up to {@link COUNTED_AT_MOST}: what lies between two positions is no difference
   * of numbers in every event store. Also of views that other processes project.
   *
   * @returns by projection; none where the event store cannot be reached.
   */
  async eventsBehind(
    projections: readonly ProjectionStatus[],
  ): Promise<ReadonlyMap<string, number>> {
    try {
      const head = await promptHead(this.store);
      const counted = new Map<Position | null, number>();
      const behind = new Map<string, number>();
      for (const { name, position } of projections) {
        const known = counted.get(position);
        const count = known ?? (await this.countBehind(position, head));
        counted.set(position, count);
        behind.set(name, count);
      }
      return behind;
    } catch (error) {
      if (error instanceof EventStoreError) return new Map();
      throw error;
    }
  }

  private async countBehind(
    position: Position | null,
    head: Position | undefined,
  ): Promise<number> {
    if (head === undefined || (position !== null && position >= head)) return 0;
    const after = position === null ? {} : { after: position };
    let count = 0;
    const events = this.store.readAll({ ...after, limit: COUNTED_AT_MOST })[Symbol.asyncIterator]();
    // eslint-disable-next-line no-restricted-syntax -- as many events as are counted at most
    while (!(await events.next()).done) count += 1;
    return count;
  }
}
