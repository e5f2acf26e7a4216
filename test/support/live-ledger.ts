import type { RecordedEvent } from '../../events/envelope.js';
import { LEDGER_CATEGORIES, ledgerCatalog } from '../../events/ledger-catalog.js';
import { ClaimTopics } from '../../src/audit/live/claim-topics.js';
import { LiveEvents } from '../../src/audit/live/live-events.js';
import type { LiveSelection } from '../../src/audit/live/live-selection.js';
import { EventStoreError, type EventStore } from '../../src/event-store/event-store.js';
import { Metrics } from '../../src/operations/metrics.js';
import { People } from '../../src/queries/people.js';
import { EventStream } from './event-stream.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from './event-store-protocol/protocol-server.js';
import { eventStoreDbAt } from './eventstoredb-store.js';
import { generateLedger, type GeneratedAppend } from './generated-ledger.js';
import { sqliteStoreInFolder } from './sqlite-store-in-folder.js';
import { ViewDatabase } from './view-database.js';

export const LIVE_SETTINGS = {
  liveClients: 5,
  liveBufferBytes: 256 * 1024,
  liveHeartbeatSeconds: 1,
};

export interface StoreKind {
  /** Opens an empty store. */
  open(): Promise<EventStore>;
  close(): Promise<void>;
}

export const STORE_KINDS: readonly (readonly [string, () => StoreKind])[] = [
  ['SQLite', sqlite],
  ['EventStoreDB', eventStoreDb],
];

function sqlite(): StoreKind {
  const folder = sqliteStoreInFolder();
  return { open: async () => (await folder.open()).store, close: () => folder.destroy() };
}

function eventStoreDb(): StoreKind {
  let server: ProtocolServer;
  const adapter = eventStoreDbAt(() => server.url, { categories: LEDGER_CATEGORIES });
  return {
    async open() {
      server = await startProtocolServer();
      return (await adapter.open()).store;
    },
    async close() {
      await adapter.destroy();
      await server.stop();
    },
  };
}

const LOG = [...generateLedger({ events: 400, seed: 11 })];

/** Live events over a log that grows as a spec says, and fails or waits where it says so. */
export class LiveLedger {
  /** How often the log was subscribed to. */
  subscriptions = 0;
  /** How many more times the log cannot be read. */
  failures = 0;
  /** What is subscribed comes when this is resolved. */
  released = Promise.resolve();
  readonly metrics = new Metrics();
  readonly live: LiveEvents;
  private readonly ahead: GeneratedAppend[] = [...LOG];

  private constructor(
    private readonly kind: StoreKind,
    readonly store: EventStore,
    private readonly views: ViewDatabase,
  ) {
    const topics = new ClaimTopics(views.views, { unfit: null }, store, ledgerCatalog);
    const nobody = { find: () => undefined, personOf: () => undefined };
    const people = new People(nobody, { publicNames: false });
    const watched = {
      head: () => store.head(),
      readAll: (options: Parameters<EventStore['readAll']>[0]) => {
        this.failIfAsked();
        return store.readAll(options);
      },
      subscribe: (options: Parameters<EventStore['subscribe']>[0]) => {
        this.subscriptions += 1;
        return this.held(store.subscribe(options));
      },
    };
    this.live = new LiveEvents(watched, topics, people, this.metrics, LIVE_SETTINGS);
  }

  /** @param commands how many were recorded before */
  static async begin(kind: StoreKind, commands = 40): Promise<LiveLedger> {
    const ledger = new LiveLedger(kind, await kind.open(), await ViewDatabase.of());
    await ledger.append(commands);
    ledger.live.start();
    return ledger;
  }

  async end(): Promise<void> {
    this.live.beforeApplicationShutdown();
    await this.live.stop();
    await this.views.close();
    await this.kind.close();
  }

  async append(commands = LOG.length): Promise<void> {
    for (const { stream, events, ...options } of this.ahead.splice(0, commands)) {
      await this.store.append(stream, events, options);
    }
  }

  async head(): Promise<string> {
    return (await this.store.head())!;
  }

  /** @param position where left out, from the beginning */
  async eventsAfter(position?: string): Promise<RecordedEvent[]> {
    const events: RecordedEvent[] = [];
    const from = position === undefined ? {} : { after: position };
    for await (const event of this.store.readAll(from)) events.push(event);
    return events;
  }

  async positionsAfter(position?: string): Promise<string[]> {
    return (await this.eventsAfter(position)).map((event) => event.position);
  }

  open(selection: LiveSelection, after: string, mayStay = () => true): EventStream {
    return new EventStream(this.live.open({ selection, after, mayStay, cut: () => {} }));
  }

  private failIfAsked(): void {
    if (this.failures === 0) return;
    this.failures -= 1;
    throw new EventStoreError('unavailable', 'the log is away');
  }

  private async *held<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
    for await (const item of items) {
      await this.released;
      this.failIfAsked();
      yield item;
    }
  }
}
