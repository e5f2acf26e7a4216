import type Database from 'better-sqlite3';
import { setImmediate as nextTurn } from 'node:timers/promises';

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
import { CommitSignal } from './commit-signal.js';
import { openConnection, type ConnectionOptions } from './connection.js';
import { GroupCommit } from './group-commit.js';
import { LogReader } from './log-reader.js';
import { rowOf, toPosition } from './position.js';
import { prepareAppend } from '../prepared-append.js';
import { guarded } from './sqlite-failure.js';
import { recordedEvent } from './stored-event.js';
import { Subscription } from './subscription.js';

export interface FollowingOptions {
  /** How often a subscription looks for what another process wrote; 250 ms where left out. */
  readonly pollIntervalMs?: number;
  /** Raised by the commits of this store; where it only reads, by whoever knows of another's. */
  readonly committed?: CommitSignal;
}

export type SqliteEventStoreOptions = ConnectionOptions & FollowingOptions;

/**
 * Opens the ledger's events in a SQLite file, and makes the file where it is not there yet.
 *
 * @throws EventStoreError `unavailable` where the file is something else, comes from a newer release,
 *   or cannot be opened.
 */
export function openSqliteEventStore(options: SqliteEventStoreOptions): EventStore {
  return new SqliteEventStore(openConnection(options), options);
}

/**
 * One connection for all: every query is done before the next starts, so that reading and writing
 * never meet, and what was just written is still in its cache. Positions are row numbers.
 */
export class SqliteEventStore implements EventStore {
  private readonly reader: LogReader;
  private readonly commits: GroupCommit | undefined;
  private readonly committed: CommitSignal;
  private readonly subscriptions = new Set<Subscription>();
  private readonly pollIntervalMs: number;
  private closed = false;

  /** @param db as {@link openConnection} gives it; closed together with the store. */
  constructor(
    private readonly db: Database.Database,
    { pollIntervalMs = 250, committed = new CommitSignal() }: FollowingOptions = {},
  ) {
    this.pollIntervalMs = pollIntervalMs;
    this.committed = committed;
    this.reader = new LogReader(db);
    if (!db.readonly) this.commits = new GroupCommit(db, () => committed.raise());
  }

  /** @throws EventStoreError; TypeError for a value that JSON cannot carry. */
  async append(
    stream: string,
    events: readonly NewEvent[],
    options: AppendOptions,
  ): Promise<AppendResult> {
    this.assertOpen();
    if (!this.commits)
      throw new EventStoreError('unavailable', 'the store is open for reading only');
    return this.commits.append(prepareAppend(stream, events, options));
  }

  async readStream(stream: string, options: ReadStreamOptions = {}): Promise<RecordedEvent[]> {
    this.assertOpen();
    return guarded(`cannot read ${stream}`, () => this.reader.readStream(stream, options));
  }

  /**
   * Ends at the event that is the last when the reading starts.
   *
   * @throws EventStoreError; RangeError for a position that is none of this store.
   */
  async *readAll(options: ReadAllOptions = {}): AsyncGenerator<RecordedEvent, void> {
    this.assertOpen();
    const { filter, direction = 'forwards', limit = Infinity } = options;
    const pages = guarded('cannot read the log', () => this.reader.pages(filter, direction));
    const forwards = direction === 'forwards';
    const [start, to] = this.range(options, forwards);
    let from = start;
    let left = limit;
    const isMore = () => left > 0 && (forwards ? from < to : from > to);
    // eslint-disable-next-line no-restricted-syntax -- takes its turn after each page but the last
    while (isMore()) {
      this.assertOpen();
      const page = guarded('cannot read the log', () => pages(from, to, left));
      for (const row of page.rows) yield recordedEvent(row);
      left -= page.rows.length;
      from = page.lookedAt;
      // A reader that never waits would keep everything else in the process from its turn.
      if (isMore()) await nextTurn();
    }
  }

  /** @throws EventStoreError; RangeError for a position that is none of this store. */
  async readAt(position: Position): Promise<RecordedEvent | undefined> {
    this.assertOpen();
    const row = rowOf(position);
    if (row < 1 || row > guarded('cannot read the log', () => this.reader.head())) return undefined;
    const page = guarded('cannot read the log', () => this.reader.pages()(row - 1, row));
    return page.rows.map(recordedEvent)[0];
  }

  /** @throws as {@link readAll}, from the iteration. */
  subscribe(options: SubscribeOptions): AsyncIterable<RecordedEvent | CaughtUp> {
    return {
      [Symbol.asyncIterator]: () => {
        this.assertOpen();
        const { reader, committed, pollIntervalMs } = this;
        const subscription: Subscription = new Subscription(
          { reader, committed, pollIntervalMs },
          options,
          () => this.subscriptions.delete(subscription),
        );
        this.subscriptions.add(subscription);
        return subscription;
      },
    };
  }

  async head(): Promise<Position | undefined> {
    this.assertOpen();
    const row = guarded('cannot read the log', () => this.reader.head());
    return row === 0 ? undefined : toPosition(row);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.commits?.flush();
    for (const subscription of [...this.subscriptions]) subscription.end();
    this.db.close();
  }

  /** Row numbers: the first exclusive, the second inclusive. */
  private range({ after, until }: ReadAllOptions, forwards: boolean): [number, number] {
    const head = guarded('cannot read the log', () => this.reader.head());
    const start = after === undefined ? undefined : rowOf(after);
    const end = until === undefined ? undefined : rowOf(until);
    return forwards
      ? [start ?? 0, Math.min(end ?? head, head)]
      : [Math.min(start ?? head + 1, head + 1), Math.max(end ?? 1, 1)];
  }

  private assertOpen(): void {
    if (this.closed) throw new EventStoreError('closed', 'the event store is closed');
  }
}
