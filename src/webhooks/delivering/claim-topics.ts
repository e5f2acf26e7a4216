import { LRUCache } from 'lru-cache';

import type { Catalog } from '../../../events/catalog.js';
import type { RecordedEvent } from '../../../events/envelope.js';
import type { RecordedLedgerEvent } from '../../../events/ledger-event.js';
import type { EventStore } from '../../event-store/event-store.js';
import { categoryOf } from './delivered-events.js';

/** Claims whose topics are remembered. */
const REMEMBERED = 2_000;

/**
 * The topics of claims as they were at each of their events, from the log: the views may be ahead of an event,
 * behind it, or gone.
 */
export class ClaimTopics {
  private readonly known = new LRUCache<string, readonly string[]>({ max: REMEMBERED });

  constructor(
    private readonly store: Pick<EventStore, 'readStream'>,
    private readonly catalog: Catalog,
  ) {}

  /** Asked for events in the order of the log. Returns none of what is no claim. */
  async at({ stream, revision, ...event }: RecordedEvent): Promise<readonly string[]> {
    if (categoryOf(stream) !== 'claim') return [];
    const named = this.namedBy({ stream, revision, ...event });
    const topics = named ?? this.known.get(stream) ?? (await this.readUpTo(stream, revision));
    this.known.set(stream, topics);
    return topics;
  }

  private async readUpTo(stream: string, revision: bigint): Promise<readonly string[]> {
    const before = await this.store.readStream(stream);
    return before
      .filter((event) => event.revision <= revision)
      .reduce<readonly string[]>((topics, event) => this.namedBy(event) ?? topics, []);
  }

  /** The topics that a claim has from this event on; undefined where it leaves them as they were. */
  private namedBy(recorded: RecordedEvent): readonly string[] | undefined {
    // Others are not brought up to date only to be looked at.
    if (recorded.type !== 'ClaimRecorded') return undefined;
    const event = this.catalog.upcast(recorded) as unknown as RecordedLedgerEvent;
    return event.type === 'ClaimRecorded' ? event.data.topics : undefined;
  }
}
