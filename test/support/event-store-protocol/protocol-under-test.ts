import {
  EventStoreDBClient,
  jsonEvent,
  type AllStreamResolvedEvent,
  type AllStreamSubscription,
  type JSONEventType,
  type Position,
} from '@eventstore/db-client';
import { randomUUID } from 'node:crypto';

import { parseConnectionString } from '../../../src/event-store/connection-string.js';
import { guardClient, quietly } from '../../../src/event-store/eventstoredb/client-guard.js';
import { describeOnEventStore } from '../event-store-server.js';
import {
  startProtocolServer,
  type ProtocolServer,
  type ProtocolServerOptions,
} from './protocol-server.js';

export type Counted = JSONEventType<string, { n: number }>;

/** A server that tests speak to with the genuine client. */
export interface ServerUnderTest {
  /** The one client of the tests. */
  readonly client: EventStoreDBClient;
}

/**
 * The same tests on the server in this process and on a real one; where there is none, they are skipped
 * there and counted as skipped.
 */
export function describeOnBoth(subject: string, tests: (server: ServerUnderTest) => void): void {
  describe(`${subject} of the server in this process`, () => {
    let own: ProtocolServer;
    const server = { client: undefined as unknown as EventStoreDBClient };
    beforeAll(async () => {
      own = await startProtocolServer();
      server.client = EventStoreDBClient.connectionString(own.url);
    });
    afterAll(async () => {
      await server.client.dispose();
      await own.stop();
    });
    tests(server);
  });
  describeOnEventStore(`${subject} of a real server`, (url) => {
    const server = { client: undefined as unknown as EventStoreDBClient };
    beforeAll(() => {
      const string = parseConnectionString(url()).forClient();
      server.client = quietly(() => EventStoreDBClient.connectionString(string));
    });
    afterAll(() => server.client.dispose());
    tests(server);
  });
}

/**
 * A server in this process and clients of it, which end when the test does. They are guarded as those
 * of the adapter are: what fails is to reject, not to end the process.
 */
export class ServerAndClients {
  private readonly clients: EventStoreDBClient[] = [];

  private constructor(readonly server: ProtocolServer) {}

  static async start(options?: ProtocolServerOptions): Promise<ServerAndClients> {
    guardClient();
    return new ServerAndClients(await startProtocolServer(options));
  }

  client(): EventStoreDBClient {
    return this.clientOf(this.server.url);
  }

  clientOf(url: string): EventStoreDBClient {
    const client = EventStoreDBClient.connectionString(url);
    this.clients.push(client);
    return client;
  }

  async stop(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.dispose()));
    await this.server.stop();
  }
}

/** Nobody else's. @returns a category and a stream in it. */
export function ownStream(): { category: string; stream: string } {
  const category = `test${randomUUID().replaceAll('-', '')}`;
  return { category, stream: `${category}-1` };
}

/** `count` events of alternating types that tell of themselves `{ n: from }`, `{ n: from + 1 }`… */
export function counted(count: number, from = 0) {
  return Array.from({ length: count }, (_, i) =>
    jsonEvent<Counted>({
      type: (from + i) % 2 === 0 ? 'EvenCounted' : 'OddCounted',
      data: { n: from + i },
      metadata: { commandId: 'c' },
    }),
  );
}

export async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

export function numbers(
  events: readonly { readonly event?: { readonly data: unknown } }[],
): number[] {
  return events.map(({ event }) => (event?.data as { n: number }).n);
}

/** What a promise is rejected with. @throws Error where it is not */
export async function rejection(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  try {
    await promise;
  } catch (error) {
    return error as Record<string, unknown>;
  }
  throw new Error('it did not fail');
}

/** Writes down all that a subscription says. */
export class Listener {
  readonly events: AllStreamResolvedEvent[] = [];
  /** How many events had come at each "caught up". */
  readonly caughtUp: number[] = [];
  readonly checkpoints: Position[] = [];
  readonly errors: Record<string, unknown>[] = [];
  ended = false;
  /** Give it to the filter of the subscription. */
  readonly checkpointReached = (_: unknown, position: Position): Promise<void> => {
    this.checkpoints.push(position);
    return Promise.resolve();
  };

  listen(subscription: AllStreamSubscription): this {
    subscription.on('data', (event) => this.events.push(event));
    subscription.on('caughtUp', () => this.caughtUp.push(this.events.length));
    subscription.on('error', (error) =>
      this.errors.push(error as unknown as Record<string, unknown>),
    );
    subscription.on('end', () => (this.ended = true));
    this.close = () => subscription.unsubscribe();
    return this;
  }

  close: () => Promise<void> = () => Promise.resolve();

  /** Waits as {@link until} does. */
  until(holds: () => boolean): Promise<void> {
    return until(
      holds,
      () => `only ${this.events.length} events, caught up ${this.caughtUp.length} times`,
    );
  }
}

/**
 * Resolves when it holds.
 *
 * @param instead what is so where it does not
 * @throws Error when it does not within 10 s
 */
export async function until(
  holds: () => boolean,
  instead = () => 'it did not come',
): Promise<void> {
  const end = Date.now() + 10_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error(instead());
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
