import type { Position, RecordedEvent } from '../../../events/envelope.js';
import type { EventStore } from '../../event-store/event-store.js';
import type { ClaimTopics } from './claim-topics.js';
import { LiveBatch, NO_TOPICS, type ShowEvent } from './live-batch.js';
import type { LiveClient } from './live-client.js';
import { filterOf } from './live-selection.js';

/** How many are given at once. */
const AT_ONCE = 32;

/** Reads from the log what a client was not there for. */
export class MissedEvents {
  constructor(
    private readonly store: Pick<EventStore, 'readAll'>,
    private readonly topics: Pick<ClaimTopics, 'of'>,
    private readonly show: ShowEvent,
  ) {}

  /**
   * Gives what was selected up to a position, as fast as the client takes it.
   *
   * @param until inclusive
   * @throws EventStoreError
   */
  async giveTo(client: LiveClient, until: Position): Promise<void> {
    const from = client.at === '' ? {} : { after: client.at };
    const filter = filterOf(client.selection);
    let events: RecordedEvent[] = [];
    for await (const event of this.store.readAll({ ...from, until, filter })) {
      if (events.push(event) < AT_ONCE) continue;
      await this.give(client, events);
      if (client.isOver) return;
      events = [];
    }
    if (events.length > 0) await this.give(client, events);
    client.advance(until, undefined);
  }

  private async give(client: LiveClient, events: readonly RecordedEvent[]): Promise<void> {
    const { selection } = client;
    const topics = selection.topicKey === undefined ? NO_TOPICS : await this.topics.of(events);
    const batch = new LiveBatch(events, topics, this.show);
    await client.untilRoom();
    client.advance(batch.last, batch.bytesFor(selection, client.at));
  }
}
