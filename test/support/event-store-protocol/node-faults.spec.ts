import type { EventStoreDBClient } from '@eventstore/db-client';

import {
  all,
  counted,
  Listener,
  numbers,
  rejection,
  ServerAndClients,
} from './protocol-under-test.js';

const FIRST = { expectedRevision: 'no_stream' } as const;

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Clients of one process share a connection, and with it the news that it broke. */
async function reconnected(client: EventStoreDBClient): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const answered = await all(client.readAll({ maxCount: 1 })).catch(() => undefined);
    if (answered !== undefined) return;
    await soon(20);
  }
  throw new Error('the client did not reconnect');
}

describe('what a client meets when the node goes wrong', () => {
  let under: ServerAndClients;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    under = await ServerAndClients.start();
    client = under.client();
    await client.appendToStream('warm-1', counted(3));
  });
  afterEach(() => under.stop());

  it('a server that is away: a plain error of appends, and a typed one of reads', async () => {
    await under.server.away();
    const fresh = under.client();
    const error = await rejection(fresh.appendToStream('s-1', counted(1)));
    expect(error.code).toBe(14);
    expect(error.type).toBeUndefined();
    expect(await rejection(all(fresh.readStream('warm-1')))).toMatchObject({
      type: 'unavailable',
    });
  });

  it('a server that is back on the same port, with the same events', async () => {
    await under.server.away();
    await rejection(all(client.readStream('warm-1')));
    await under.server.restart();
    await reconnected(client);
    const fresh = under.client();
    expect(numbers(await all(fresh.readStream('warm-1')))).toEqual([0, 1, 2]);
    await fresh.appendToStream('warm-1', counted(1, 3), { expectedRevision: 2n });
  });

  it('events doubled that were appended without a revision, once the server forgot', async () => {
    const events = counted(1);
    await client.appendToStream('s-1', events);
    await client.appendToStream('s-1', events);
    expect(under.server.log.stream('s-1')).toHaveLength(1);
    await under.server.restart();
    await reconnected(client);
    await under.client().appendToStream('s-1', events);
    expect(under.server.log.stream('s-1')).toHaveLength(2);
    await under.client().appendToStream('s-1', events, FIRST);
    expect(under.server.log.stream('s-1')).toHaveLength(2);
  });

  it('an empty server, on which a subscription from a later place is silent', async () => {
    const events = await all(client.readStream('warm-1'));
    const fromPosition = events[2]!.event!.position!;
    await under.server.restart({ emptyHanded: true });
    await reconnected(client);
    const fresh = under.client();
    expect(await rejection(all(fresh.readStream('warm-1')))).toMatchObject({
      type: 'stream-not-found',
    });
    const listener = new Listener().listen(fresh.subscribeToAll({ fromPosition }));
    await listener.until(() => listener.caughtUp.length > 0);
    await fresh.appendToStream('s-1', counted(1));
    await soon(100);
    expect(listener).toMatchObject({ events: [], errors: [] });
  });

  it('a server that is not ready', async () => {
    under.server.faults.notReady = true;
    const append = await rejection(client.appendToStream('s-1', counted(1)));
    expect(append.type).toBe('unknown');
    expect(append.message).toContain('Server Is Not Ready');
    const single = client.appendToStream('s-1', counted(1), {
      credentials: { username: 'a', password: 'b' },
    });
    expect(await rejection(single)).toMatchObject({ type: 'unavailable', code: 14 });
    expect(await rejection(all(client.readStream('warm-1')))).toMatchObject({
      type: 'unavailable',
    });
    under.server.faults.notReady = false;
    expect(await all(under.client().readStream('warm-1'))).toHaveLength(3);
  });

  describe('where it follows another', () => {
    let leader: ServerAndClients;
    const asking = { requiresLeader: true };

    beforeEach(async () => {
      leader = await ServerAndClients.start();
      under.server.faults.leader = { host: '127.0.0.1', port: leader.server.port };
    });
    afterEach(() => leader.stop());

    it.each([
      ['a read', (fresh: EventStoreDBClient) => all(fresh.readStream('warm-1', asking))],
      ['an append', (fresh: EventStoreDBClient) => fresh.appendToStream('s-1', [], asking)],
    ])(
      '%s that asks for the leader is told of it, and the next one goes there',
      async (_, call) => {
        const fresh = under.client();
        expect(await rejection(call(fresh))).toMatchObject({
          type: 'not-leader',
          leader: { address: '127.0.0.1', port: leader.server.port },
        });
        await fresh.appendToStream('s-2', counted(1), asking);
        expect(leader.server.log.stream('s-2')).toHaveLength(1);
      },
    );

    it('serves whoever does not ask for the leader, and what an earlier append did not ask', async () => {
      expect(await all(client.readStream('warm-1'))).toHaveLength(3);
      // The headers are those of the call that all batch appends of a client share, so of its first one.
      await client.appendToStream('s-1', counted(1), asking);
      expect(under.server.log.stream('s-1')).toHaveLength(1);
    });
  });

  it('a node found by asking the cluster', async () => {
    const { port } = under.server;
    const hosts = `esdb://127.0.0.1:${port},127.0.0.1:${port}?tls=false`;
    const found = under.clientOf(hosts);
    expect(await all(found.readStream('warm-1'))).toHaveLength(3);
  });

  it('reads that are late, or break off', async () => {
    const { faults } = under.server;
    faults.reads.add({ late: 200 });
    const began = Date.now();
    await all(client.readStream('warm-1'));
    expect(Date.now() - began).toBeGreaterThan(150);
    faults.reads.add({ breakAfterEvents: 2 });
    expect(await rejection(all(client.readStream('warm-1')))).toMatchObject({
      type: 'unavailable',
    });
  });
});
