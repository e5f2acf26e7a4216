import { streamNameFilter, type EventStoreDBClient } from '@eventstore/db-client';

import { counted, Listener, numbers, ServerAndClients } from './protocol-under-test.js';
import { unknown } from './refusals.js';

const soon = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('what becomes of subscriptions that go wrong', () => {
  let under: ServerAndClients;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    under = await ServerAndClients.start();
    client = under.client();
    await client.appendToStream('warm-1', counted(3));
  });
  afterEach(() => under.stop());

  const listen = () => {
    const listener = new Listener();
    const filter = streamNameFilter({
      prefixes: ['warm-'],
      checkpointReached: listener.checkpointReached,
    });
    return listener.listen(client.subscribeToAll({ filter }));
  };

  it('one that is dropped with an error, once, and is not taken up again', async () => {
    const listener = listen();
    await listener.until(() => listener.caughtUp.length > 0);
    under.server.faults.dropSubscriptions(unknown('Unexpected SubscriptionDropReason: NotFound'));
    await listener.until(() => listener.errors.length > 0);
    await client.appendToStream('warm-1', counted(1, 3));
    await soon(100);
    expect(listener.errors).toHaveLength(1);
    expect(listener.errors[0]).toMatchObject({ type: 'unknown', code: 2 });
    expect(numbers(listener.events)).toEqual([0, 1, 2]);
  });

  it('one that ends without a word', async () => {
    const listener = listen();
    await listener.until(() => listener.caughtUp.length > 0);
    under.server.faults.dropSubscriptions();
    await listener.until(() => listener.ended);
    expect(listener.errors).toEqual([]);
  });

  it('one whose server is killed: one error, and no end', async () => {
    const listener = listen();
    await listener.until(() => listener.caughtUp.length > 0);
    await under.server.away();
    await listener.until(() => listener.errors.length > 0);
    await soon(100);
    expect(listener.errors).toHaveLength(1);
    expect(listener.errors[0]).toMatchObject({ type: 'unavailable' });
    expect(listener.ended).toBe(false);
  });

  it('one that breaks while it catches up', async () => {
    await client.appendToStream('warm-1', counted(97, 3));
    under.server.faults.subscriptions.add({ breakAfterEvents: 50 });
    const listener = listen();
    await listener.until(() => listener.errors.length > 0);
    expect(numbers(listener.events)).toEqual(
      Array.from({ length: listener.events.length }, (_, i) => i),
    );
    expect(listener.events.length).toBeLessThanOrEqual(50);
    const resumed = listen();
    await resumed.until(() => resumed.caughtUp.length > 0);
    expect(resumed.events).toHaveLength(100);
  });

  it('one over a frozen server: silence, and all of it after the thaw', async () => {
    const listener = listen();
    await listener.until(() => listener.caughtUp.length > 0);
    const { faults, log } = under.server;
    faults.freeze();
    const append = client.appendToStream('warm-1', counted(5, 3));
    await soon(200);
    expect(listener.events).toHaveLength(3);
    faults.thaw();
    await append;
    await listener.until(() => listener.events.length === 8);
    expect(log.stream('warm-1')).toHaveLength(8);
    expect(listener.errors).toEqual([]);
  });

  it('one to which nothing was let through: a checkpoint behind everything', async () => {
    const listener = new Listener();
    const filter = streamNameFilter({
      prefixes: ['nobody-'],
      checkpointReached: listener.checkpointReached,
    });
    listener.listen(client.subscribeToAll({ filter }));
    await listener.until(() => listener.caughtUp.length > 0);
    const behindAll = 2n ** 64n - 1n;
    expect(listener.checkpoints).toEqual([{ commit: behindAll, prepare: behindAll }]);
    // Nor is there another one: none is greater. Seen so on a new, empty server of 24.2.0.
    for (let n = 0; n < 100; n += 1) await client.appendToStream('foreign-1', counted(1, n));
    await soon(100);
    expect(listener.checkpoints).toHaveLength(1);
    // With more than a page to look through it gets places that are no event's: of two unlike halves.
    const second = new Listener();
    second.listen(
      client.subscribeToAll({
        filter: { ...filter, checkpointReached: second.checkpointReached },
      }),
    );
    await second.until(() => second.caughtUp.length > 0);
    expect(second.checkpoints[0]).toEqual({ commit: 0n, prepare: 0n });
    expect(second.checkpoints.map(({ prepare }) => prepare)).toEqual([0n, 0n, 0n]);
    const places = under.server.log.events.map(({ position }) => position.commit);
    expect(second.checkpoints.slice(1).map(({ commit }) => places.indexOf(commit))).toEqual([
      32, 64,
    ]);
  });

  it('one that fell behind: it hears so, if the server tells, and catches up again', async () => {
    const telling = await ServerAndClients.start({ tellsFellBehind: true });
    const subscriber = telling.client();
    const listener = new Listener();
    const subscription = subscriber.subscribeToAll();
    let fellBehind = 0;
    subscription.on('fellBehind', () => (fellBehind += 1));
    listener.listen(subscription);
    await listener.until(() => listener.caughtUp.length > 0);
    await subscriber.appendToStream('s-1', counted(40));
    await listener.until(() => listener.caughtUp.length > 1);
    expect(fellBehind).toBe(1);
    expect(listener.events.filter(({ event }) => event?.streamId === 's-1')).toHaveLength(40);
    await telling.stop();
  });
});
