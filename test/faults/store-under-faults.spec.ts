import { status } from '@grpc/grpc-js';
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 as uuidv7 } from 'uuid';

import type { RecordedEvent } from '../../events/envelope.js';
import { EventStoreError, isCaughtUp, type EventStore } from '../../src/event-store/event-store.js';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/eventstoredb-event-store.js';
import { all, appendCounted, counts, range } from '../contract/store-under-test.js';
import {
  startProtocolServer,
  type ProtocolServer,
} from '../support/event-store-protocol/protocol-server.js';
import { notReady, Refusal } from '../support/event-store-protocol/refusals.js';
import { sampleCommand, sampleDigest, sampleStream } from '../support/sample-events.js';
import { SCENARIOS, TIMEOUT_MS } from './fault-scenarios.js';

const WRITERS = 8;
const COMMANDS = 12;

let server: ProtocolServer;
let store: EventStore;
let retries = 0;
/** How often a subscriber was cut off. */
let cuts = 0;

beforeEach(async () => {
  retries = cuts = 0;
  server = await startProtocolServer();
  store = await openEventStoreDb({
    connectionString: server.url,
    timeoutMs: TIMEOUT_MS,
    observer: { onRetry: () => (retries += 1) },
  });
});
afterEach(async () => {
  await store.close();
  await server.stop();
});

/** A client of the API that tries a command again with the same key until it is told the outcome. */
async function write(stream: string): Promise<void> {
  for (const n of range(COMMANDS)) {
    const command = {
      commandId: uuidv7(),
      commandDigest: sampleDigest(),
      expected: n === 0 ? ('no-stream' as const) : BigInt(n - 1),
    };
    for (;;) {
      const begun = Date.now();
      try {
        const { revision } = await appendCounted(store, stream, 1, { from: n, ...command });
        expect(revision).toBe(BigInt(n));
        break;
      } catch (error) {
        expect(error).toBeInstanceOf(EventStoreError);
        expect((error as EventStoreError).code).toBe('unavailable');
        expect(Date.now() - begun).toBeLessThan(TIMEOUT_MS + 1_000);
        await sleep(20);
      }
    }
    await sleep(5);
  }
}

/** What a projector does: begins again from where it stood, whenever it is told that it was cut off. */
async function follow(seen: RecordedEvent[], signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const after = seen.at(-1)?.position;
    try {
      for await (const item of store.subscribe({ signal, ...(after !== undefined && { after }) })) {
        if (!isCaughtUp(item)) seen.push(item);
      }
    } catch (error) {
      expect(error).toMatchObject({ code: 'unavailable' });
      cuts += 1;
      await sleep(20);
    }
  }
}

it.each(SCENARIOS)('%s: nothing is lost and nothing doubled', async (_, scenario) => {
  const following = new AbortController();
  const seen: RecordedEvent[] = [];
  const follower = follow(seen, following.signal);
  const streams = range(WRITERS).map(() => sampleStream());
  const writing = Promise.all(streams.map(write));
  await sleep(40);
  await scenario(server);
  await writing;
  for (const stream of streams) {
    expect(counts(await store.readStream(stream))).toEqual(range(COMMANDS));
  }
  const log = await all(store.readAll());
  expect(log).toHaveLength(WRITERS * COMMANDS);
  while (seen.length < log.length) await sleep(20);
  following.abort();
  await follower;
  expect(seen).toEqual(log);
  // The fault was felt.
  expect(retries + cuts).toBeGreaterThan(0);
});

it('gives up in time where no server answers, and says so', async () => {
  server.faults.freeze();
  const begun = Date.now();
  const tries = [
    appendCounted(store, sampleStream(), 1, { expected: 'no-stream', commandId: uuidv7() }),
    store.readStream(sampleStream()),
    store.head(),
  ];
  for (const tried of await Promise.allSettled(tries)) {
    expect(tried).toMatchObject({ status: 'rejected', reason: { code: 'unavailable' } });
  }
  expect(Date.now() - begun).toBeLessThan(TIMEOUT_MS + 1_000);
  expect(retries).toBeGreaterThan(0);
});

it('gives up a host that is gone without a word, before a request that waits does', async () => {
  const gaveUpAfter: number[] = [];
  const begun = Date.now();
  const patient = await openEventStoreDb({
    connectionString: server.url,
    observer: { onReconnect: () => gaveUpAfter.push(Date.now() - begun) },
  });
  try {
    server.faults.freeze();
    const writing = appendCounted(patient, sampleStream(), 1, { expected: 'no-stream' });
    while (gaveUpAfter.length === 0 && Date.now() - begun < 6_000) await sleep(20);
    // As another leader would be found.
    server.faults.thaw();
    await writing;
    expect(gaveUpAfter[0]).toBeLessThan(6_000);
  } finally {
    server.faults.thaw();
    await patient.close();
  }
}, 30_000);

it('finds the leader in a cluster whose other nodes are frozen, before a request that waits is given up', async () => {
  const frozen = await Promise.all([startProtocolServer(), startProtocolServer()]);
  const hosts = [...frozen, server].map(({ port }) => `127.0.0.1:${port}`).join(',');
  for (const { faults } of frozen) faults.freeze();
  // The client shuffles the nodes before it asks one after the other: not here.
  const order = jest.spyOn(Math, 'random').mockReturnValue(0.9);
  try {
    const cluster = await openEventStoreDb({ connectionString: `esdb://${hosts}?tls=false` });
    await cluster.close();
  } finally {
    order.mockRestore();
    await Promise.all(frozen.map((node) => node.stop()));
  }
}, 30_000);

describe('an append behind another one that no read shows yet', () => {
  const stream = sampleStream();
  const expecting = { commandId: uuidv7(), commandDigest: sampleDigest(), expected: 1n };
  beforeEach(() => appendCounted(store, stream, 2));

  it('is tried again until that one is there', async () => {
    server.faults.appends.add({ behindUnseen: true }, 3);
    await expect(appendCounted(store, stream, 1, { from: 2, ...expecting })).resolves.toMatchObject(
      {
        revision: 2n,
      },
    );
    expect(server.faults.appends.struckAll).toBe(true);
  });

  it('is refused for the time being where that takes too long, and can be tried again', async () => {
    const end = server.faults.appends.add({ behindUnseen: true }, Infinity);
    await expect(appendCounted(store, stream, 1, { from: 2, ...expecting })).rejects.toMatchObject({
      code: 'unavailable',
      message: `cannot append to ${stream}: what was written to it before is not on most nodes yet`,
    });
    end();
    await expect(appendCounted(store, stream, 1, { from: 2, ...expecting })).resolves.toMatchObject(
      {
        revision: 2n,
      },
    );
  });
});

it('takes no reading for whole that the failure of another call has cut off', async () => {
  const stream = sampleStream();
  await appendCounted(store, stream, 5);
  server.faults.reads.add({ late: 300 });
  const reading = store.readStream(stream);
  await sleep(100);
  server.faults.reads.add({ refuse: notReady() });
  await store.head();
  expect(counts(await reading)).toEqual(range(5));
});

it('outlives a connection that breaks while more is to be sent than it takes', async () => {
  server.faults.freeze();
  const writing = Promise.allSettled(
    range(200).map(async () => {
      const { events, options } = sampleCommand(
        [{ type: 'LongTextFound', data: { text: 'x'.repeat(50_000) } }],
        { expected: 'no-stream', commandId: uuidv7() },
      );
      await store.append(sampleStream(), events, options);
    }),
  );
  await sleep(300);
  await server.away();
  server.faults.thaw();
  await server.restart();
  const outcomes = await writing;
  const stored = server.log.events.filter(({ type }) => type === 'LongTextFound');
  const acknowledged = outcomes.filter(({ status }) => status === 'fulfilled').length;
  expect(stored.length).toBeGreaterThanOrEqual(acknowledged);
  expect(new Set(stored.map(({ stream }) => stream)).size).toBe(stored.length);
  await appendCounted(store, sampleStream(), 1, { expected: 'no-stream', commandId: uuidv7() });
});

it('finds the leader that a follower names', async () => {
  const leader = await startProtocolServer();
  try {
    server.faults.leader = { host: '127.0.0.1', port: leader.port };
    const stream = sampleStream();
    await appendCounted(store, stream, 2, { expected: 'no-stream', commandId: uuidv7() });
    expect(leader.log.events.filter((event) => event.stream === stream)).toHaveLength(2);
    expect(counts(await store.readStream(stream))).toEqual([0, 1]);
  } finally {
    await leader.stop();
  }
});

it('tells a subscriber that the log ends before where it stood', async () => {
  const { position } = await appendCounted(store, sampleStream(), 3);
  await server.restart({ emptyHanded: true });
  const { signal } = new AbortController();
  await expect(all(store.subscribe({ after: position, signal }))).rejects.toThrow(
    /it has lost events, or is another one/,
  );
});

it.each([
  ['an event', { maxAppendEventSize: 2_000 }, 1, 3_000],
  ['all events of a command', { maxAppendSize: 2_000 }, 3, 1_000],
])('says at once that %s is too large for the server', async (_, limits, count, length) => {
  const small = await startProtocolServer(limits);
  const narrow = await openEventStoreDb({
    connectionString: small.url,
    observer: { onRetry: () => (retries += 1) },
  });
  try {
    const large = { type: 'LongTextFound', data: { text: 'x'.repeat(length) } };
    const { events, options } = sampleCommand(Array(count).fill(large), { expected: 'no-stream' });
    await expect(narrow.append(sampleStream(), events, options)).rejects.toMatchObject({
      code: 'event-too-large',
      message: expect.stringContaining('more than the server is set to store') as string,
    });
    expect(retries).toBe(0);
    expect(small.log.events.filter(({ type }) => type === large.type)).toEqual([]);
  } finally {
    await narrow.close();
    await small.stop();
  }
});

it('says of a message that is too large what it says of an event, and of nothing that it is full', async () => {
  const append = () => appendCounted(store, sampleStream(), 1, { expected: 'no-stream' });
  const refusing = (details: string) =>
    server.faults.appends.add({ refuseCall: new Refusal(status.RESOURCE_EXHAUSTED, details) });
  refusing('Received message exceeds the maximum configured message size.');
  await expect(append()).rejects.toMatchObject({ code: 'event-too-large' });
  // A server whose disk is full never says so: it ends.
  refusing('There is not enough space on the disk');
  await expect(append()).rejects.toMatchObject({ code: 'unavailable' });
  expect(retries).toBe(0);
});

it('shares a server by a prefix, whatever others write into streams named like its own', async () => {
  const stream = sampleStream('claim');
  const open = (streamPrefix: string) =>
    openEventStoreDb({ connectionString: server.url, categories: ['claim'], streamPrefix });
  const [own, other] = await Promise.all([open('desk.'), open('desk.two.')]);
  try {
    const encoded = (value: object) => new TextEncoder().encode(JSON.stringify(value));
    for (const name of [stream, `desk${stream}`, `desk.x${stream}`]) {
      const event = { id: randomUUID(), type: 'ClaimRecorded', isJson: true };
      const foreign = { ...event, data: encoded({ theirs: true }), metadata: encoded({}) };
      expect(server.log.append(name, 'any', [foreign]).result).toBe('stored');
    }
    await appendCounted(other, stream, 3, { from: 100 });
    const { position } = await appendCounted(own, stream, 2);
    expect(server.log.stream(`desk.${stream}`)).toHaveLength(2);
    expect(counts(await own.readStream(stream))).toEqual([0, 1]);
    expect(await own.readStream(stream)).toEqual(await all(own.readAll()));
    expect(await own.head()).toBe(position);
    expect(await own.readAt(position)).toMatchObject({ stream, revision: 1n });
    const following = new AbortController();
    const given: RecordedEvent[] = [];
    for await (const item of own.subscribe({ signal: following.signal, filter: { stream } })) {
      if (isCaughtUp(item)) following.abort();
      else given.push(item);
    }
    expect(given).toEqual(await own.readStream(stream));
    // Without one, the first of them is in the way.
    await expect(all(store.readAll())).rejects.toThrow(/was not written by the ledger/);
  } finally {
    await own.close();
    await other.close();
  }
});

it('appends behind an event that others wrote into a stream named like its own', async () => {
  const data = new TextEncoder().encode('{}');
  const foreign = { id: randomUUID(), type: 'ClaimRecorded', isJson: true, data, metadata: data };
  server.log.append(sampleStream('claim'), 'any', [foreign]);
  const stream = sampleStream('claim');
  await appendCounted(store, stream, 2, { expected: 'no-stream' });
  expect(counts(await store.readStream(stream))).toEqual([0, 1]);
});

it('never gives an event of the server itself, nor one of another application', async () => {
  const own = await openEventStoreDb({ connectionString: server.url, categories: ['claim'] });
  try {
    server.log.recordStatistics();
    await appendCounted(store, sampleStream('invoice'), 50);
    const { position } = await appendCounted(store, sampleStream('claim'), 2);
    server.log.recordStatistics();
    await appendCounted(store, sampleStream('invoice'), 50);
    expect(counts(await all(own.readAll()))).toEqual([0, 1]);
    expect(await own.head()).toBe(position);
    const backwards = await all(own.readAll({ direction: 'backwards' }));
    expect(counts(backwards)).toEqual([1, 0]);
    const following = new AbortController();
    const given: number[] = [];
    for await (const item of own.subscribe({ signal: following.signal })) {
      if (!isCaughtUp(item)) given.push(...counts([item]));
      // How far it looked lies behind what others wrote: after a restart it is not looked at again.
      else if (item.position !== undefined && item.position > position) following.abort();
      else await appendCounted(store, sampleStream('invoice'), 40);
    }
    expect(given).toEqual([0, 1]);
  } finally {
    await own.close();
  }
});
