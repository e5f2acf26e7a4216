import type { EventStoreDBClient } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { promisify } from 'node:util';

import { all, counted, rejection, ServerAndClients, until } from './protocol-under-test.js';
import { endedWithoutStatus, Refusal, unknown } from './refusals.js';

const FIRST = { expectedRevision: 'no_stream' } as const;

/** Warm: the client has asked what the server can do, and its batch stream is open. */
async function warmed(client: EventStoreDBClient): Promise<EventStoreDBClient> {
  await client.appendToStream('warm-1', counted(1));
  return client;
}

const soon = (ms: number) =>
  new Promise<'still waiting'>((resolve) => {
    setTimeout(() => resolve('still waiting'), ms);
  });

describe('what a client meets when appends go wrong', () => {
  let under: ServerAndClients;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    under = await ServerAndClients.start();
    client = await warmed(under.client());
  });
  afterEach(() => under.stop());

  const stored = (stream: string) => under.server.log.stream(stream)?.length ?? 0;

  it.each([
    ['before-storing', 0],
    ['after-storing', 1],
  ] as const)('an unknown outcome, where the connection breaks %s', async (when, count) => {
    under.server.faults.appends.add({ breakConnection: when });
    const events = counted(1);
    const error = await rejection(client.appendToStream('s-1', events, FIRST));
    expect(error).toMatchObject({ type: 'unavailable', code: 14 });
    expect(stored('s-1')).toBe(count);
    const again = await client.appendToStream('s-1', events, FIRST);
    expect(again.nextExpectedRevision).toBe(0n);
    expect(stored('s-1')).toBe(1);
  });

  it('the same, of every client in the process, where one connection breaks', async () => {
    const other = await warmed(under.client());
    const { appends } = under.server.faults;
    appends.add({ lateBefore: 300 });
    const bystander = rejection(other.appendToStream('other-1', counted(1)));
    await soon(50);
    appends.add({ breakConnection: 'before-storing' });
    const struck = rejection(client.appendToStream('s-1', counted(1)));
    expect((await Promise.all([bystander, struck])).map(({ type }) => type)).toEqual([
      'unavailable',
      'unavailable',
    ]);
    await soon(400);
    // Refused by its client, and stored all the same.
    expect(stored('other-1')).toBe(1);
  });

  it.each([
    ['lateBefore', 0],
    ['lateAfter', 1],
  ] as const)('an answer %s, for which no deadline of its own is heeded', async (when, count) => {
    under.server.faults.appends.add({ [when]: 300 });
    const append = client.appendToStream('s-1', counted(1), { deadline: 50 });
    expect(await Promise.race([append, soon(200)])).toBe('still waiting');
    expect(stored('s-1')).toBe(count);
    expect((await append).success).toBe(true);
  });

  it('as many faults as were ordered, and no more', async () => {
    const { appends } = under.server.faults;
    appends.add({ refuse: 'unknown' }, 2);
    const end = appends.add({ lateAfter: 1, refuse: 'timeout' }, Infinity);
    const outcomes = [];
    for (let n = 0; n < 4; n += 1) {
      outcomes.push((await rejection(client.appendToStream(`s-${n}`, counted(1)))).type);
    }
    end();
    expect(outcomes).toEqual(Array.from({ length: 4 }, () => 'deadline-exceeded'));
    await client.appendToStream('s-4', counted(1));
    expect(stored('s-4')).toBe(1);
  });

  it.each([
    ['timeout', 'deadline-exceeded'],
    ['access-denied', 'access-denied'],
    ['unknown', 'unknown'],
    ['too-busy', 'unknown'],
  ] as const)('the refusal %s, of the type %s', async (refuse, type) => {
    const { appends } = under.server.faults;
    appends.add({ refuse });
    expect(await rejection(client.appendToStream('s-1', counted(1)))).toMatchObject({ type });
    expect(stored('s-1')).toBe(0);
    appends.add({ refuse, storedAllTheSame: true });
    expect(await rejection(client.appendToStream('s-1', counted(1)))).toMatchObject({ type });
    expect(stored('s-1')).toBe(1);
  });

  it('a stream that was deleted', async () => {
    await client.appendToStream('s-1', counted(1));
    under.server.log.tombstone('s-1');
    const deleted = { type: 'stream-deleted', streamName: 's-1' };
    expect(await rejection(client.appendToStream('s-1', counted(1)))).toMatchObject({
      ...deleted,
      message: '',
    });
    expect(await rejection(all(client.readStream('s-1')))).toMatchObject(deleted);
  });

  it('a failed look at what the server can do: the same failure for ever', async () => {
    const fresh = under.client();
    under.server.faults.serverFeatures.add({ refuse: unknown('not now') });
    for (let n = 0; n < 3; n += 1) {
      const error = await rejection(fresh.appendToStream('s-1', counted(1)));
      expect(error).toMatchObject({ code: 2, details: 'not now' });
      expect(error.type).toBeUndefined();
    }
    expect(await all(fresh.readStream('warm-1'))).toHaveLength(1);
    await warmed(under.client());
  });

  it('a full disk: a timeout, silence, and then no server, until there is room', async () => {
    const { server } = under;
    const makeRoom = server.faults.fillUp(1_000);
    for (let restarts = 0; restarts < 2; restarts += 1) {
      const error = await rejection(client.appendToStream('s-1', counted(1), FIRST));
      expect(error).toMatchObject({ type: 'deadline-exceeded' });
      const unanswered = rejection(client.appendToStream('s-1', counted(1), FIRST));
      expect(await Promise.race([unanswered, soon(100)])).toBe('still waiting');
      expect(await all(client.readStream('warm-1'))).toHaveLength(1);
      expect(await unanswered).toMatchObject({ type: 'unavailable' });
      await rejection(all(client.readStream('warm-1')));
      await server.restart();
      client = under.client();
      expect(await all(client.readStream('warm-1'))).toHaveLength(1);
    }
    makeRoom();
    expect(stored('s-1')).toBe(0);
    await client.appendToStream('s-1', counted(1), FIRST);
    expect(stored('s-1')).toBe(1);
  });

  it.each([
    ['not stored', false, 0],
    ['stored', true, 1],
  ])(
    'a call that ends with all that is on it, the events %s',
    async (_, storedAllTheSame, count) => {
      const { appends } = under.server.faults;
      appends.add({ lateBefore: 2_000 });
      const bystander = rejection(client.appendToStream('other-1', counted(1)));
      await until(() => appends.struckAll);
      appends.add({ refuseCall: endedWithoutStatus(), storedAllTheSame });
      const struck = rejection(client.appendToStream('s-1', counted(1)));
      for (const error of await Promise.all([struck, bystander])) {
        expect(error).toMatchObject({ type: 'unknown', code: 13 });
      }
      expect(stored('s-1')).toBe(count);
      await client.appendToStream('s-2', counted(1));
    },
  );

  it('a connection that breaks in the middle of a single append: nothing is stored', async () => {
    const { server } = under;
    const halves = new StreamsClient(new URL(server.url).host, credentials.createInsecure());
    const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from('s-1'));
    const options = new streams.AppendReq.Options().setStreamIdentifier(identifier);
    const id = new shared.UUID().setString('01900000-0000-7000-8000-000000000001');
    const event = new streams.AppendReq.ProposedMessage().setId(id).setData(Buffer.from('{}'));
    event.getMetadataMap().set('type', 'Counted').set('content-type', 'application/json');
    // Of a connection that is not there yet, nothing could be broken.
    await promisify(halves.waitForReady.bind(halves))(Date.now() + 10_000);
    const error = await new Promise<unknown>((resolve) => {
      const begun = halves.append(resolve);
      begun.write(new streams.AppendReq().setOptions(options.setAny(new shared.Empty())));
      begun.write(new streams.AppendReq().setProposedMessage(event));
      setTimeout(() => server.faults.breakConnections(), 100);
    });
    expect(error).toMatchObject({ code: 14 });
    halves.close();
    client = await warmed(under.client());
    expect(server.log.stream('s-1')).toBeUndefined();
  });

  it('an append too large for the server', async () => {
    const small = await ServerAndClients.start({ maxAppendSize: 1000 });
    const error = await rejection(small.client().appendToStream('s-1', counted(100)));
    expect(error).toMatchObject({
      type: 'maximum-append-size-exceeded',
      maxAppendSize: 1000,
      message: '',
    });
    await small.stop();
  });

  it('an event too large for the server, of which the client knows no error', async () => {
    const small = await ServerAndClients.start({ maxAppendEventSize: 20 });
    const events = counted(2, 1e9);
    const append = (options = {}) =>
      rejection(small.client().appendToStream('s-1', events, options));
    expect(await append()).toMatchObject({
      type: 'unknown',
      message: 'Could not recognize MaximumAppendEventSizeExceeded',
    });
    expect(await append({ credentials: { username: 'a', password: 'b' } })).toMatchObject({
      type: 'unknown',
      code: 3,
      message: expect.stringMatching(
        /^3 INVALID_ARGUMENT: Event with Id: \S+, Size: \d+, exceeds Maximum Append Event Size of 20\.$/,
      ) as string,
    });
    await small.stop();
  });

  it('a call refused by itself, in whatever way the test thinks up', async () => {
    const { faults } = under.server;
    faults.reads.add({ refuse: new Refusal(8, 'Too much') });
    const error = await rejection(all(client.readStream('warm-1')));
    expect(error).toMatchObject({ type: 'unknown', code: 8 });
    expect(await all(client.readStream('warm-1'))).toHaveLength(1);
  });
});
