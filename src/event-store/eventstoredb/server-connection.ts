import { EventStoreDBClient } from '@eventstore/db-client';

import { withTimeout } from '../../runtime/with-timeout.js';
import {
  ConnectionStringError,
  parseConnectionString,
  type ConnectionString,
} from '../connection-string.js';
import { EventStoreError } from '../event-store.js';
import { guardClient, openCallsOf, quietly } from './client-guard.js';
import { isLostConnection, leaderNamedBy, NoAnswerError, told } from './server-failure.js';

export interface ConnectionObserver {
  /** A client was given up, and another takes its place with the next call. */
  readonly onReconnect?: (reason: unknown) => void;
}

/** So many answers in a row that did not come in time, and the connection counts as lost. */
const MOST_SILENCES = 3;

const DISPOSED_WITHIN_MS = 1_000;

/** So long after a client was given up, whatever it still had to send has been answered or given up, too. */
const LATE_CALLS_END_MS = 60_000;

/**
 * The one client of this process, and a new one after a failure of the connection.
 *
 * Not left to the client's own reconnecting: it keeps a failed look at the server's features for
 * ever; and a stream that breaks rejects the appends of every other stream, whose answers, when they
 * then come, throw inside the client where nobody can catch them. So a client that lost its
 * connection is disposed of, with all its streams, before another one is made; what an append under
 * way opens after that is left to {@link guardClient}.
 */
export class ServerConnection {
  private readonly server: ConnectionString;
  private current: EventStoreDBClient | undefined;
  private retiring: Promise<void> = Promise.resolve();
  /** Given up, and may still open a call. */
  private readonly retired = new Set<EventStoreDBClient>();
  private leader: string | undefined;
  private silences = 0;
  private closed = false;

  /** @throws ConnectionStringError */
  constructor(
    connectionString: string,
    private readonly observer: ConnectionObserver = {},
  ) {
    guardClient();
    this.server = parseConnectionString(connectionString);
    this.current = this.newClient();
  }

  /** @throws EventStoreError `closed`; `unavailable` where the files that the client needs are gone */
  async client(): Promise<EventStoreDBClient> {
    await this.retiring;
    if (this.closed) throw new EventStoreError('closed', 'the event store is closed');
    if (this.current) return this.current;
    try {
      return (this.current = this.newClient());
    } catch (error) {
      // A file of its certificates that was there at the start.
      throw new EventStoreError('unavailable', `cannot connect: ${told(error)}`, { cause: error });
    }
  }

  /**
   * Whether the client was disposed of. What it was reading then ended without a word, as if that had
   * been all.
   */
  gaveUp(client: EventStoreDBClient): boolean {
    return client !== this.current;
  }

  worked(): void {
    this.silences = 0;
  }

  /** What a call of that client came to; those of one that was given up before tell nothing new. */
  failed(client: EventStoreDBClient, error: unknown): void {
    if (client !== this.current) return;
    if (error instanceof NoAnswerError && (this.silences += 1) < MOST_SILENCES) return;
    if (!(error instanceof NoAnswerError) && !isLostConnection(error)) return;
    this.leader = leaderNamedBy(error);
    this.observer.onReconnect?.(error);
    this.retire(client);
  }

  /** Ends all streams; a process whose client was not disposed of never exits. */
  async close(): Promise<void> {
    this.closed = true;
    if (this.current) this.retire(this.current);
    await this.retiring;
    this.retired.forEach(cancelCalls);
  }

  private retire(client: EventStoreDBClient): void {
    this.current = undefined;
    this.silences = 0;
    this.retiring = this.retiring.then(() => disposed(client));
    this.retired.add(client);
    setTimeout(() => this.endCalls(client), LATE_CALLS_END_MS).unref();
  }

  /** Not by cancelling them: the error of one rejects the appends of every client. */
  private endCalls(client: EventStoreDBClient): void {
    this.retired.delete(client);
    for (const call of openCallsOf(client)) call.end?.();
  }

  private newClient(): EventStoreDBClient {
    const target = this.server.forClient(this.leader);
    // Only for as long as this client: the leader may be another one by the time that it fails.
    this.leader = undefined;
    try {
      return quietly(() => EventStoreDBClient.connectionString(target));
    } catch {
      // The client's own message quotes the string, and with it the password.
      throw new ConnectionStringError('the client cannot read it as a connection string');
    }
  }
}

/** Cancels what the client has open, and whatever it opens from now on. */
function cancelCalls(client: EventStoreDBClient): void {
  const calls = openCallsOf(client);
  for (const call of calls) call.cancel();
  calls.add = (call) => {
    call.cancel();
    return calls;
  };
}

/** Its streams end at once; whether they say so does not depend on us alone. */
async function disposed(client: EventStoreDBClient): Promise<void> {
  const late = new NoAnswerError('the streams did not end');
  try {
    await withTimeout(DISPOSED_WITHIN_MS, client.dispose(), () => late);
  } catch (error) {
    if (error !== late) throw error;
  }
}
