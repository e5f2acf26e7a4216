import type { NewEvent, Position, RecordedEvent } from '../../../events/envelope.js';
import {
  EventStoreError,
  type AppendOptions,
  type AppendResult,
  type CaughtUp,
  type EventStore,
  type ReadAllOptions,
  type ReadStreamOptions,
  type SubscribeOptions,
} from '../event-store.js';
import { prepareAppend } from '../prepared-append.js';
import { Appender } from './appender.js';
import { Asking, type AskingObserver } from './asking.js';
import { KnownStreams } from './known-streams.js';
import { LastInstant } from './last-instant.js';
import { LogReader } from './log-reader.js';
import { OwnStreams } from './own-streams.js';
import { ServerConnection, type ConnectionObserver } from './server-connection.js';
import { told } from './server-failure.js';
import { findings } from './server-preparation.js';
import { Subscription } from './subscription.js';

export interface EventStoreDbOptions {
  /** `kurrentdb://…`, `kurrentdb+discover://…`, or the same with `esdb`. */
  readonly connectionString: string;
  /** The ledger's own categories of streams, where other applications write to the same server. */
  readonly categories?: readonly string[];
  /** Before the name of every stream of the ledger on the server; none where left out. */
  readonly streamPrefix?: string;
  /** Milliseconds for one call, all its tries together; 10,000 where left out. */
  readonly timeoutMs?: number;
  readonly observer?: ConnectionObserver & AskingObserver;
  /** Told of each thing in which the server is not as `fact-ledger init` would leave it. */
  readonly onUnprepared?: (finding: string) => void;
}

const TIMEOUT_MS = 10_000;

/**
 * Connects to an EventStoreDB or KurrentDB server (23.10 or newer, which says when a subscription has
 * caught up). Resolves when it has answered: the first call of a client takes long.
 *
 * @throws EventStoreError `unreachable`; ConnectionStringError
 */
export async function openEventStoreDb(options: EventStoreDbOptions): Promise<EventStore> {
  const store = new EventStoreDbEventStore(options);
  try {
    await store.head();
    if (options.onUnprepared) await store.check(options.onUnprepared);
    return store;
  } catch (error) {
    await store.close();
    throw new EventStoreError('unreachable', `the event store cannot be used: ${told(error)}`, {
      cause: error,
    });
  }
}

/** The ledger's events in a server that several processes share. Positions are those of its `$all`. */
class EventStoreDbEventStore implements EventStore {
  private readonly connectionString: string;
  private readonly connection: ServerConnection;
  private readonly asking: Asking;
  private readonly known = new KnownStreams();
  private readonly reader: LogReader;
  private readonly lastInstant: LastInstant;
  private readonly appender: Appender;
  private readonly own: OwnStreams;
  private readonly subscriptions = new Set<Subscription>();
  private closed: Promise<void> | undefined;

  constructor(options: EventStoreDbOptions) {
    const { connectionString, categories, streamPrefix, observer } = options;
    const { timeoutMs = TIMEOUT_MS } = options;
    this.connectionString = connectionString;
    this.own = new OwnStreams(categories && { categories }, streamPrefix);
    this.connection = new ServerConnection(connectionString, observer);
    this.asking = new Asking(this.connection, timeoutMs, observer);
    this.reader = new LogReader(this.asking, this.own);
    this.lastInstant = new LastInstant(() => this.reader.last());
    const { asking, reader, known, own, lastInstant } = this;
    this.appender = new Appender(asking, reader, known, own, lastInstant);
  }

  /** Through the one client that the process has. */
  async check(onUnprepared: (finding: string) => void): Promise<void> {
    const { asking, connectionString, own } = this;
    for (const finding of await findings(asking, connectionString, own)) onUnprepared(finding);
  }

  /** @throws EventStoreError; TypeError for a value that JSON cannot carry. */
  async append(
    stream: string,
    events: readonly NewEvent[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    this.assertOpen();
    // The client would make the JSON too late: what it cannot make leaves the append pending for ever.
    prepareAppend(stream, events, options);
    return this.appender.append({ ...options, stream, events });
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<RecordedEvent[]> {
    this.assertOpen();
    const events = await this.reader.readStream(stream, options);
    const { from, direction, limit } = options;
    const isWhole = from === undefined && limit === undefined && direction !== 'backwards';
    if (isWhole) this.known.read(stream, events);
    this.lastInstant.saw(direction === 'backwards' ? events[0] : events.at(-1));
    return events;
  }

  /**
   * Ends at the event that is the last when the reading starts.
   *
   * @throws EventStoreError; RangeError for a position that is none of this store.
   */
  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<RecordedEvent, void> {
    this.assertOpen();
    for await (const event of this.reader.readAll(options)) {
      yield event;
      this.assertOpen();
    }
  }

  /** @throws EventStoreError; RangeError for a position that is none of this store. */
  async readAt(position: Position): Promise<RecordedEvent | undefined> {
    this.assertOpen();
    return this.reader.readAt(position);
  }

  /** @throws as {@link readAll}, from the iteration. */
  subscribe(options: SubscribeOptions): AsyncIterable<RecordedEvent | CaughtUp> {
    return {
      [Symbol.asyncIterator]: () => {
        this.assertOpen();
        const { asking, reader, own } = this;
        const subscription: Subscription = new Subscription(asking, reader, own, options, () =>
          this.subscriptions.delete(subscription),
        );
        this.subscriptions.add(subscription);
        return subscription;
      },
    };
  }

  async head(): Promise<Position | undefined> {
    this.assertOpen();
    return this.reader.head();
  }

  close(): Promise<void> {
    return (this.closed ??= this.closeAll());
  }

  private async closeAll(): Promise<void> {
    await this.appender.settled();
    for (const subscription of [...this.subscriptions]) subscription.end();
    await this.connection.close();
  }

  private assertOpen(): void {
    if (this.closed) throw new EventStoreError('closed', 'the event store is closed');
  }
}
