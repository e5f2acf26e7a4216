import {
  END,
  eventTypeFilter,
  START,
  streamNameFilter,
  type EventStoreDBClient,
} from '@eventstore/db-client';

import { counted, describeOnBoth, Listener, numbers, ownStream } from './protocol-under-test.js';

const range = (length: number) => Array.from({ length }, (_, i) => i);

describeOnBoth('subscriptions', (server) => {
  const listeners: Listener[] = [];
  const open = (
    subscribe: (
      client: EventStoreDBClient,
      listener: Listener,
    ) => ReturnType<EventStoreDBClient['subscribeToAll']>,
  ) => {
    const listener = new Listener();
    listeners.push(listener);
    return listener.listen(subscribe(server.client, listener));
  };
  const ofCategory = (category: string, listener: Listener) =>
    streamNameFilter({
      prefixes: [`${category}-`],
      checkpointReached: listener.checkpointReached,
    });

  afterEach(async () => {
    await Promise.all(listeners.splice(0).map((listener) => listener.close()));
  });

  it('give what is there, say that they caught up, and give what comes', async () => {
    const { category, stream } = ownStream();
    await server.client.appendToStream(stream, counted(70));
    const listener = open((client, heard) =>
      client.subscribeToAll({ fromPosition: START, filter: ofCategory(category, heard) }),
    );
    await listener.until(() => listener.caughtUp.length > 0);
    await server.client.appendToStream(stream, counted(5, 70));
    await server.client.appendToStream(stream, counted(5, 75));
    await listener.until(() => listener.events.length === 80);
    expect(numbers(listener.events)).toEqual(range(80));
    expect(listener.caughtUp).toEqual([70]);
    expect(listener.errors).toEqual([]);
  });

  it('begin after the position that they are given', async () => {
    const { category, stream } = ownStream();
    await server.client.appendToStream(stream, counted(40));
    const first = open((client, heard) =>
      client.subscribeToAll({ filter: ofCategory(category, heard) }),
    );
    await first.until(() => first.events.length === 40);
    for (const n of [0, 17, 39]) {
      const listener = open((client, heard) =>
        client.subscribeToAll({
          fromPosition: first.events[n]!.event!.position,
          filter: ofCategory(category, heard),
        }),
      );
      await listener.until(() => listener.caughtUp.length > 0);
      expect(numbers(listener.events)).toEqual(range(40).slice(n + 1));
    }
  });

  it('begin with what comes, from the end', async () => {
    const { category, stream } = ownStream();
    await server.client.appendToStream(stream, counted(3));
    const listener = open((client, heard) =>
      client.subscribeToAll({ fromPosition: END, filter: ofCategory(category, heard) }),
    );
    await listener.until(() => listener.caughtUp.length > 0);
    await server.client.appendToStream(stream, counted(2, 3));
    await listener.until(() => listener.events.length === 2);
    expect(numbers(listener.events)).toEqual([3, 4]);
    expect(listener.caughtUp).toEqual([0]);
  });

  it('filter by an expression on the stream, and by types', async () => {
    const { category, stream } = ownStream();
    await server.client.appendToStream(stream, counted(10));
    const byStream = open((client) =>
      client.subscribeToAll({ filter: streamNameFilter({ regex: `^${category}-\\d+$` }) }),
    );
    await byStream.until(() => byStream.caughtUp.length > 0);
    expect(numbers(byStream.events)).toEqual(range(10));
    const fromPosition = byStream.events[0]!.event!.position;
    const byType = open((client) =>
      client.subscribeToAll({ fromPosition, filter: eventTypeFilter({ prefixes: ['Odd'] }) }),
    );
    const byTypes = open((client) =>
      client.subscribeToAll({ fromPosition, filter: eventTypeFilter({ regex: '^(Odd|Even)' }) }),
    );
    await byType.until(() => byType.caughtUp.length > 0);
    await byTypes.until(() => byTypes.caughtUp.length > 0);
    expect(numbers(byType.events)).toEqual([1, 3, 5, 7, 9]);
    expect(numbers(byTypes.events)).toEqual(range(10).slice(1));
  });

  it('give all in the order of reading where they have no filter, system events too', async () => {
    const { stream } = ownStream();
    const { position } = await server.client.appendToStream(stream, counted(1));
    const listener = open((client) => client.subscribeToAll({ fromPosition: position! }));
    await server.client.setStreamMetadata(stream, { own: 1 });
    await listener.until(() => listener.caughtUp.length > 0);
    await server.client.appendToStream(stream, counted(3, 1));
    const isLast = ({ event }: { event?: { streamId: string; revision: bigint } }) =>
      event?.streamId === stream && event.revision === 3n;
    await listener.until(() => listener.events.some(isLast));
    const heard = listener.events.map(({ event }) => event!);
    expect(
      heard.filter(({ streamId }) => streamId.endsWith(stream)).map(({ type }) => type),
    ).toEqual(['$metadata', 'OddCounted', 'EvenCounted', 'OddCounted']);
    const places = heard.map((event) => event.position.commit);
    expect(places).toEqual([...places].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('move the checkpoint over what the filter keeps back', async () => {
    const { category, stream } = ownStream();
    await server.client.appendToStream(stream, counted(1));
    const listener = open((client, heard) =>
      client.subscribeToAll({ filter: ofCategory(category, heard) }),
    );
    await listener.until(() => listener.caughtUp.length > 0);
    const own = listener.events[0]!.event!.position;
    const before = listener.checkpoints.length;
    const { stream: foreign } = ownStream();
    for (let n = 0; n < 80; n += 1) await server.client.appendToStream(foreign, counted(1, n));
    await listener.until(() => listener.checkpoints.length >= before + 2);
    const last = listener.checkpoints.at(-1)!;
    expect(last.commit).toBeGreaterThan(own.commit);
    expect(listener.events).toHaveLength(1);
    // And a subscription from there misses nothing.
    await server.client.appendToStream(stream, counted(1, 1));
    const resumed = open((client, heard) =>
      client.subscribeToAll({ fromPosition: last, filter: ofCategory(category, heard) }),
    );
    await resumed.until(() => resumed.caughtUp.length > 0);
    expect(numbers(resumed.events)).toEqual([1]);
  });

  it('lose and double nothing while they go over from what was there to what comes', async () => {
    const { category, stream } = ownStream();
    const listener = new Listener();
    for (let n = 0; n < 600; n += 10) {
      if (n === 200) {
        listeners.push(listener);
        listener.listen(server.client.subscribeToAll({ filter: ofCategory(category, listener) }));
      }
      await server.client.appendToStream(stream, counted(10, n));
    }
    await listener.until(() => listener.events.length >= 600);
    expect(numbers(listener.events)).toEqual(range(600));
  });

  it('end with an error where no event begins at the position', async () => {
    const { stream } = ownStream();
    const { position } = await server.client.appendToStream(stream, counted(2));
    await server.client.appendToStream(stream, counted(1, 2));
    const between = { commit: position!.commit + 1n, prepare: position!.commit + 1n };
    const listener = open((client) => client.subscribeToAll({ fromPosition: between }));
    await listener.until(() => listener.errors.length > 0);
    expect(listener.errors).toHaveLength(1);
    expect(listener.events).toEqual([]);
  });

  it('say that they caught up, where the position is beyond the end', async () => {
    const beyond = { commit: 1n << 50n, prepare: 1n << 50n };
    const { stream } = ownStream();
    const listener = open((client) => client.subscribeToAll({ fromPosition: beyond }));
    await listener.until(() => listener.caughtUp.length > 0);
    await server.client.appendToStream(stream, counted(3));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(listener.events).toEqual([]);
    expect(listener.errors).toEqual([]);
  });
});
