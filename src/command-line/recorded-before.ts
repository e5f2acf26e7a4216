import { isDeepStrictEqual } from 'node:util';

import type { RecordedEvent } from '../../events/envelope.js';
import type { EventStore } from '../event-store/event-store.js';
import { CommandFailed } from './exit-codes.js';

/**
 * What an import that was cut short has brought into a store: the first events of the same file, in the
 * same order. Anything else is another ledger, and is left as it is.
 */
export class RecordedBefore {
  private readonly events: AsyncIterator<RecordedEvent>;
  private isOver = false;

  constructor(store: EventStore) {
    this.events = store.readAll()[Symbol.asyncIterator]();
  }

  /** @param place of the event in the file. @throws CommandFailed where another is in its place. */
  async holds(event: RecordedEvent, place: string): Promise<boolean> {
    if (this.isOver) return false;
    const next = await this.events.next();
    if (next.done) this.isOver = true;
    else if (!isSame(next.value, event)) {
      throw new CommandFailed(
        `the event store holds another ledger, and is left as it is: at ${place} it has ${next.value.type} in ${next.value.stream}`,
      );
    }
    return !this.isOver;
  }

  /** @throws CommandFailed where the store holds more than the file. */
  async mustBeAll(): Promise<void> {
    if (this.isOver || (await this.events.next()).done) return;
    throw new CommandFailed('the event store holds more than the export, and is left as it is');
  }
}

/** But for its position, which every store gives out itself. */
function isSame(a: RecordedEvent, b: RecordedEvent): boolean {
  return isDeepStrictEqual({ ...a, position: null }, { ...b, position: null });
}
