import type { AppendToStreamOptions, EventStoreDBClient } from '@eventstore/db-client';

import { counted, numbers, ServerAndClients } from './protocol-under-test.js';
import { endedWithoutStatus, notReady, unknown } from './refusals.js';

const WRITERS = 12;
const EVENTS = 30;
const soon = (ms: number) =>
  new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), ms);
  });

describe('all faults at once', () => {
  let under: ServerAndClients;
  let client: EventStoreDBClient;

  beforeEach(async () => {
    under = await ServerAndClients.start();
    client = under.client();
  });
  afterEach(() => under.stop());

  /** Repeats with the same ids and the same revision, as the protocol asks for, until it is told. */
  async function write(writer: number, options: AppendToStreamOptions): Promise<number> {
    let tries = 0;
    for (let n = 0; n < EVENTS; n += 1) {
      const events = counted(1, n);
      const expectedRevision = n === 0 ? 'no_stream' : BigInt(n - 1);
      for (let told = false; !told;) {
        tries += 1;
        const append = client.appendToStream(`writer-${writer}`, events, {
          ...options,
          expectedRevision,
        });
        const answer = await Promise.race([append.catch(() => undefined), soon(400)]);
        told = answer?.nextExpectedRevision === BigInt(n);
        if (!told) await soon(20);
      }
    }
    return tries;
  }

  it.each([
    ['batch', {}],
    ['single', { credentials: { username: 'admin', password: 'changeit' } }],
  ])('lose and double nothing, with repeated explicit %s appends', async (_, options) => {
    const { faults } = under.server;
    const strokes: (() => unknown)[] = [
      () => faults.appends.add({ breakConnection: 'before-storing' }, 2),
      () => faults.appends.add({ breakConnection: 'after-storing' }, 2),
      () => faults.appends.add({ lateBefore: 60 }, 5),
      () => faults.appends.add({ lateAfter: 500 }, 3),
      () => faults.appends.add({ refuse: 'timeout', storedAllTheSame: true }, 4),
      () => faults.appends.add({ refuse: 'unknown' }, 4),
      () => faults.serverFeatures.add({ refuse: notReady() }),
      () => faults.appends.add({ refuseCall: endedWithoutStatus(), storedAllTheSame: true }, 2),
      () => faults.breakConnections(),
      () => faults.freeze(),
      () => faults.thaw(),
      () => (faults.notReady = true),
      () => (faults.notReady = false),
      () => faults.appends.add({ crash: 'after-storing' }),
      () => under.server.restart(),
      () => faults.dropSubscriptions(unknown('dropped')),
    ];
    const writers = Promise.all(
      Array.from({ length: WRITERS }, (_, writer) => write(writer, options)),
    );
    for (let round = 0; round < 2; round += 1) {
      for (const stroke of strokes) {
        await stroke();
        await soon(50);
        // What the adapter has to do too: a client whose first question failed is of no use again.
        client = under.client();
      }
    }
    faults.clear();
    await under.server.restart();
    const tries = (await writers).reduce((sum, count) => sum + count, 0);
    expect(tries).toBeGreaterThan(WRITERS * EVENTS);
    for (let writer = 0; writer < WRITERS; writer += 1) {
      const events = under.server.log.stream(`writer-${writer}`)!;
      const data = events.map((event) => ({
        event: { data: JSON.parse(new TextDecoder().decode(event.data)) as unknown },
      }));
      expect(numbers(data)).toEqual(Array.from({ length: EVENTS }, (_, n) => n));
    }
  });
});
